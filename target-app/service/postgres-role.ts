/** Asks one PostgreSQL whether it is the primary, and since which promotion. */
import { Client } from 'pg'
import { z } from 'zod'
import { within } from './within.ts'

export type PostgresRole =
  | { readonly name: string; readonly role: 'standby' }
  /** A primary that was told to take no more writes. */
  | { readonly name: string; readonly role: 'fenced'; readonly timeline: number }
  /** The timeline grows by one with every promotion. */
  | { readonly name: string; readonly role: 'primary'; readonly timeline: number }

// A standby does not know its own timeline by this function, and needs none.
const question = `
  SELECT CASE
      WHEN pg_is_in_recovery() THEN 'standby'
      WHEN current_setting('transaction_read_only') = 'on' THEN 'fenced'
      ELSE 'primary' END AS role,
    CASE WHEN pg_is_in_recovery() THEN '0'
      ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline`

const Row = z.object({
  role: z.enum(['standby', 'fenced', 'primary']),
  // The first eight hexadecimal digits of a log file's name.
  timeline: z.string().transform((digits) => Number.parseInt(digits, 16)),
})

const patienceMs = 600

export interface RoleAsker {
  /** Answers within 0.6 s or throws. */
  ask(name: string): Promise<PostgresRole>
  stop(): void
}

/** Asks over connections that are kept until it is stopped. */
export function roleAsker(): RoleAsker {
  const clients = new Map<string, Client>()
  const forget = (name: string, client: Client): void => {
    if (clients.get(name) === client) clients.delete(name)
    void client.end().catch(() => undefined)
  }
  const connect = async (name: string): Promise<Client> => {
    const client = new Client({
      host: name,
      user: 'shop',
      database: 'shop',
      connectionTimeoutMillis: patienceMs,
    })
    // The next question finds out; without a listener Node would end.
    client.on('error', () => forget(name, client))
    await client.connect()
    clients.set(name, client)
    return client
  }
  return {
    async ask(name) {
      const client = clients.get(name) ?? (await connect(name))
      try {
        const { rows } = await within(client.query(question), patienceMs, `${name} is silent`)
        return { name, ...Row.parse(rows[0]) }
      } catch (error) {
        forget(name, client)
        throw error
      }
    },
    stop() {
      for (const [name, client] of clients) forget(name, client)
    },
  }
}
