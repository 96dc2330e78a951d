/** Ends as soon as the edge itself says that it balances in this way: `await-balance.ts leastconn`. */
import { setTimeout as sleep } from 'node:timers/promises'

const [wanted] = process.argv.slice(2)
const limitMs = 5000

/** On a connection of its own, as an old one may still be served by the program before. */
async function balance(): Promise<unknown> {
  const answer = await fetch('http://127.0.0.1/edge/status', {
    headers: { connection: 'close' },
    signal: AbortSignal.timeout(1000),
  })
  const status: unknown = await answer.json()
  return typeof status === 'object' && status !== null && 'balance' in status
    ? status.balance
    : undefined
}

const until = performance.now() + limitMs
while ((await balance().catch(() => undefined)) !== wanted) {
  if (performance.now() > until) throw new Error(`the edge does not balance by ${wanted}`)
  await sleep(50)
}
