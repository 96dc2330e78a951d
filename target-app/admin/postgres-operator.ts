/** What an operator can see and do at one PostgreSQL. */
import { Client } from 'pg'
import { z } from 'zod'

export interface PostgresStanding {
  readonly name: string
  readonly role: 'primary' | 'standby'
  /** Grows by one with every promotion; 0 for a standby. */
  readonly timeline: number
  /** How much it has: bytes since the beginning of the log. */
  readonly position: number
  /** Standbys that stream from it. */
  readonly followers: readonly string[]
}

export interface PostgresOperator {
  /** Throws when there is no answer within a second. */
  standing(name: string): Promise<PostgresStanding>
  /** From now on it takes no writes, and those who were connected are gone. */
  fence(name: string): Promise<void>
  unfence(name: string): Promise<void>
  /** Returns when it takes writes. */
  promote(name: string): Promise<void>
}

const question = `
  SELECT CASE WHEN pg_is_in_recovery() THEN 'standby' ELSE 'primary' END AS role,
    CASE WHEN pg_is_in_recovery() THEN '0' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline,
    (CASE WHEN pg_is_in_recovery()
      THEN greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
      ELSE pg_current_wal_flush_lsn() END - '0/0')::text AS position,
    ARRAY(SELECT application_name FROM pg_stat_replication WHERE state = 'streaming') AS followers`

const Row = z.object({
  role: z.enum(['primary', 'standby']),
  timeline: z.string().transform((digits) => Number.parseInt(digits, 16)),
  position: z.coerce.number(),
  followers: z.array(z.string()),
})

/** A connection for each visit: an operator comes rarely. */
async function visit<T>(
  name: string,
  timeoutMs: number,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    host: name,
    user: 'operator',
    database: 'shop',
    connectionTimeoutMillis: 1000,
    query_timeout: timeoutMs,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    // One that is silent is not waited for.
    void client.end().catch(() => undefined)
  }
}

const reload = 'SELECT pg_reload_conf()'

export const postgresOperator: PostgresOperator = {
  standing: (name) =>
    visit(name, 1000, async (client) => {
      const { rows } = await client.query(question)
      return { name, ...Row.parse(rows[0]) }
    }),
  fence: (name) =>
    visit(name, 2000, async (client) => {
      await client.query('ALTER SYSTEM SET default_transaction_read_only = on')
      await client.query(reload)
      // Those who are writing now are cut off: they were not answered yet and will ask again.
      await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'shop'",
      )
    }),
  unfence: (name) =>
    visit(name, 2000, async (client) => {
      await client.query('ALTER SYSTEM RESET default_transaction_read_only')
      await client.query(reload)
    }),
  promote: (name) =>
    visit(name, 15_000, async (client) => {
      const { rows } = await client.query('SELECT pg_promote(true, 10) AS done')
      if (rows[0]?.done !== true) throw new Error(`${name} was not promoted within 10 seconds`)
      // An old primary that wants to follow looks for the new timeline in the last checkpoint.
      await client.query('CHECKPOINT')
    }),
}
