/** Reads what a backup holds, all of it in one moment of PostgreSQL. */
import { z } from 'zod'
import { BackupRow } from '../contracts/backup.ts'
import { readAllJournaled } from '../cart/journal-reader.ts'
import type { Database, PostgresPrimary } from '../service/postgres-primary.ts'

export interface Moment {
  readonly generation: string
  readonly horizon: string
  readonly kind: 'full' | 'incremental'
  readonly rows: readonly BackupRow[]
}

export interface Previous {
  readonly generation: string
  readonly horizon: string
}

const MomentRow = z.object({ generation: z.string(), horizon: z.string() })

/** Only what is new since the previous backup; everything without one, or when it is of another generation. */
export async function readMoment(
  postgres: Pick<PostgresPrimary, 'transaction'>,
  previous: Previous | undefined,
): Promise<Moment> {
  return postgres.transaction(async (database) => {
    await database.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const moment = MomentRow.parse((await database.query('SELECT * FROM backup_moment()')).rows[0])
    const since = previous?.generation === moment.generation ? previous.horizon : undefined
    const orders = await column(database, 'orders_since', since ?? '0')
    const rows = orders.map((order) => ({ order }))
    if (since === undefined) {
      const carts = await readAllJournaled(database)
      const states = carts.map(({ id, version, items }) => ({
        cart: { cart: id, version, items: [...items] },
      }))
      return { ...moment, kind: 'full', rows: parsed([...rows, ...states]) }
    }
    const edits = await column(database, 'edits_since', since)
    return {
      ...moment,
      kind: 'incremental',
      rows: parsed([...rows, ...edits.map((edit) => ({ edit }))]),
    }
  })
}

async function column(database: Database, name: string, since: string): Promise<unknown[]> {
  const { rows } = await database.query(`SELECT row FROM ${name}($1::xid8) AS row`, [since])
  return z
    .array(z.object({ row: z.unknown() }))
    .parse(rows)
    .map(({ row }) => row)
}

function parsed(rows: readonly unknown[]): BackupRow[] {
  return z.array(BackupRow).parse(rows)
}
