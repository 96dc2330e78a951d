/** Takes errands out of the outbox to the broker, over and over. An errand is sent when the broker has it. */
import type { Errand } from '../contracts/promo.ts'
import { wordsOf } from '../service/error-words.ts'
import type { Queues } from '../service/queue.ts'
import type { ErrandStore } from './errand-store.ts'
import { relayPace, waitAfter } from './resilience.ts'

export interface RelayParts {
  readonly store: Pick<ErrandStore, 'takeUnsent' | 'markSent' | 'giveBack'>
  readonly queues: Pick<Queues, 'connected' | 'publish'>
  readonly queue: string
  sleep(ms: number): Promise<void>
  readonly random: () => number
  onTrouble(because: string): void
}

export interface Relay {
  /** Resolves when the round that is under way has ended. */
  stop(): Promise<void>
}

export function startRelay(parts: RelayParts): Relay {
  const ending = new AbortController()
  const run = async (): Promise<void> => {
    let failures = 0
    while (!ending.signal.aborted) {
      const { sent, failed } = await oneRound(parts)
      failures = failed ? failures + 1 : 0
      if (failed || sent < relayPace.batch) await parts.sleep(waitAfter(failures, parts.random))
    }
  }
  const running = run()
  return {
    stop() {
      ending.abort()
      return running
    },
  }
}

/** Never throws: what was not sent now is sent later. */
async function oneRound(parts: RelayParts): Promise<{ sent: number; failed: boolean }> {
  const { store, queues, onTrouble } = parts
  try {
    if (!queues.connected) return { sent: 0, failed: false }
    const errands = await store.takeUnsent(relayPace.batch)
    const { confirmed, unclear } = await send(parts, errands)
    // Dying between the confirmation and this line sends an errand twice, which its receiver notices.
    if (confirmed.length > 0) await store.markSent(confirmed)
    if (unclear.length > 0) await store.giveBack(unclear)
    return { sent: confirmed.length, failed: unclear.length > 0 }
  } catch (error) {
    onTrouble(wordsOf(error))
    return { sent: 0, failed: true }
  }
}

/** The ids of those the broker has, and of those it may have or not. */
async function send(
  { queues, queue, onTrouble }: RelayParts,
  errands: readonly Errand[],
): Promise<{ confirmed: string[]; unclear: string[] }> {
  const outcome = { confirmed: [] as string[], unclear: [] as string[] }
  let because: string | undefined
  await Promise.all(
    errands.map(async (errand) => {
      try {
        await queues.publish(queue, { id: errand.id, body: errand })
        outcome.confirmed.push(errand.id)
      } catch (error) {
        because = wordsOf(error)
        outcome.unclear.push(errand.id)
      }
    }),
  )
  if (because !== undefined) onTrouble(`${outcome.unclear.length} errands not sent: ${because}`)
  return outcome
}
