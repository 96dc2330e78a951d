/** `admin dead-letters …`: what the promo service gave up, and sending it once more when the cause is gone. */
import { Command } from 'commander'
import { Client } from 'pg'
import { z } from 'zod'
import { postgresOperator } from './postgres-operator.ts'

const Letter = z.object({
  kind: z.string(),
  token: z.string(),
  shopper: z.string(),
  attempts: z.number(),
  because: z.string(),
})
const Count = z.object({ again: z.coerce.number() })

const all = `
  SELECT o.kind, o.token, o.shopper, l.attempts, l.because
  FROM dead_letters l JOIN outbox o ON o.id = l.outbox_id ORDER BY l.died_at`

const patienceMs = 5000

/** One question to the primary, which is the one that was promoted last. */
async function ask(sql: string): Promise<readonly unknown[]> {
  const names = (process.env.POSTGRES ?? 'postgres').split(/[\s,]+/)
  const answers = await Promise.allSettled(names.map((name) => postgresOperator.standing(name)))
  const [primary] = answers
    .flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    .filter(({ role }) => role === 'primary')
    .toSorted((a, b) => b.timeline - a.timeline)
  if (primary === undefined) throw new Error(`none of ${names.join(', ')} is the primary`)
  const where = { host: primary.name, user: 'shop', database: 'shop' }
  const client = new Client({ ...where, query_timeout: patienceMs })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** To be run in a container that knows PostgreSQL, such as promo's. */
export function deadLettersCommand(): Command {
  const command = new Command('dead-letters').description(
    'what could not be delivered, and sending it once more',
  )
  command
    .command('list')
    .description('all of them, the oldest first')
    .action(async () => {
      const letters = z.array(Letter).parse(await ask(all))
      const lines = letters.map(
        ({ kind, token, shopper, attempts, because }) =>
          `${kind} ${token} for ${shopper}: ${attempts} tries, ${because}`,
      )
      console.log(lines.join('\n') || 'there are none')
    })
  command
    .command('send-again')
    .description('send all of them once more')
    .action(async () => {
      const [row] = await ask('SELECT send_dead_letters_again() AS again')
      console.log(`${Count.parse(row).again} dead letters are sent again`)
    })
  return command
}
