/** `admin backup …`: what is in the backups, whether it is whole, and how it comes back. */
import { Command } from 'commander'
import { z } from 'zod'
import { EditRow, type BackupHead } from '../contracts/backup.ts'
import { readBackups, restore, type RestoreParts } from '../backup/restore.ts'
import { wordsOf } from '../service/error-words.ts'
import { PostgresPrimary } from '../service/postgres-primary.ts'

const folder = process.env.BACKUPS ?? '/backups'
const Count = z.object({ restore_orders: z.number() })
const Edits = z.array(z.object({ row: EditRow }))
// Horizons mean something only to the database that they come from.
const editsSince = `
  SELECT row FROM edits_since(
    (CASE WHEN (SELECT id::text FROM generation) = $1::text THEN $2::text ELSE '0' END)::xid8) AS row`

interface Options {
  readonly before?: string
  readonly postgres: string
  readonly carts: string
}

/** Orders go back into PostgreSQL; items are added to carts by the carts' own service, as a shopper would. */
async function partsOf({ postgres: names, carts }: Options): Promise<[RestoreParts, () => void]> {
  const postgres = new PostgresPrimary({
    names: names.split(/[\s,]+/),
    timeoutMs: 30_000,
    onChange: () => undefined,
    onError: () => undefined,
  })
  await postgres.look()
  const parts: RestoreParts = {
    folder,
    orders: async (rows) => {
      const { rows: answer } = await postgres.query('SELECT restore_orders($1)', [
        JSON.stringify(rows),
      ])
      return Count.parse(answer[0]).restore_orders
    },
    editsSince: async ({ generation, horizon }) => {
      const { rows } = await postgres.query(editsSince, [generation, horizon])
      return Edits.parse(rows).map(({ row }) => row)
    },
    cart: (id, items) => addItems(carts.split(/[\s,]+/), id, items),
    say: (line) => console.error(line),
  }
  return [parts, () => void postgres.stop()]
}

/** Adding twice leaves one, so whoever gives no answer is asked again. */
async function addItems(
  carts: readonly string[],
  id: string,
  items: readonly unknown[],
): Promise<void> {
  let trouble = 'no cart replica is known'
  for (const cart of [...carts, ...carts]) {
    try {
      const response = await fetch(`http://${cart}:8080/carts/${id}/items`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(items),
        signal: AbortSignal.timeout(3000),
      })
      if (response.status === 201) return
      trouble = await response.text()
      // What the shopper put in since fills it; the other carts are restored all the same.
      if (response.status === 409 && trouble.includes('"cart-full"')) {
        return console.error(`the cart ${id} was not restored: ${trouble}`)
      }
    } catch (error) {
      trouble = wordsOf(error)
    }
  }
  throw new Error(`the cart ${id} was not restored: ${trouble}`)
}

const line = ({ id, kind, recoveryPoint }: BackupHead): string =>
  `${id}\t${kind}\teverything before ${new Date(recoveryPoint).toISOString()}`

export function backupCommand(): Command {
  const backup = new Command('backup').description('what is in the backups, and how it comes back')
  backup
    .command('list')
    .description('all backups; each is read and checked')
    .action(async () => {
      const { backups, damaged } = await readBackups(folder)
      for (const { head } of backups) console.log(line(head))
      for (const { id, because } of damaged) console.error(`${id}\tdamaged: ${because}`)
      if (damaged.length > 0) process.exitCode = 1
    })
  backup
    .command('restore')
    .description('bring back what is missing; what was done since then stays')
    .option(
      '--before <time>',
      'from the newest backup with nothing from after this time, such as 2026-11-21T10:00:00Z',
    )
    .option('--postgres <names>', 'all replicas of PostgreSQL', process.env.POSTGRES ?? '')
    .option('--carts <names>', 'all replicas of the cart', process.env.CARTS ?? '')
    .action(async (options: Options) => {
      const before = options.before === undefined ? Infinity : Date.parse(options.before)
      if (Number.isNaN(before)) throw new Error(`"${options.before}" is not a time`)
      const [parts, end] = await partsOf(options)
      try {
        const { backup: id, orders, carts, recoveryPoint } = await restore(parts, before)
        const point = new Date(recoveryPoint).toISOString()
        console.log(`backup ${id}: ${orders} missing orders and ${carts} carts as of ${point}`)
      } finally {
        end()
      }
    })
  return backup
}
