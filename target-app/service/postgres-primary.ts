/**
 * A pool of connections to whichever PostgreSQL is the primary now.
 *
 * All of them are asked all the time who they are. Every promotion begins a new timeline, so the primary
 * with the highest one is the right one, and one with a lower timeline than was ever seen is an old
 * primary that came back: it is not used although it would take writes.
 */
import { Pool } from 'pg'
import { roleAsker, type PostgresRole, type RoleAsker } from './postgres-role.ts'

/** What can be asked of PostgreSQL, alone or inside a transaction. */
export interface Database {
  query(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly unknown[] }>
}

export interface PostgresOptions {
  /** The names of all replicas. */
  readonly names: readonly string[]
  /** For one query; Infinity: no time-out at all. Milliseconds. */
  readonly timeoutMs: number
  /** The most connections at one time. Default: 12. */
  readonly max?: number
  /** Connections made before the rush, and kept. Default: 2. */
  readonly kept?: number
  onChange(from: string | undefined, to: string): void
  /** A connection broke while nobody used it; it is replaced. */
  onError(error: Error): void
  /** Who a replica is. Default: asks it. */
  readonly asker?: RoleAsker
  readonly open?: (name: string) => Connections
}
type Connections = Pick<Pool, 'query' | 'connect' | 'end' | 'totalCount'>

const lookEveryMs = 500

export class PostgresPrimary implements Database {
  readonly #options: PostgresOptions
  readonly #asker: RoleAsker
  readonly #open: NonNullable<PostgresOptions['open']>
  #current: { readonly name: string; readonly pool: Connections } | undefined
  #newestTimeline = 0
  #stopped = false

  constructor(options: PostgresOptions) {
    this.#options = options
    this.#asker = options.asker ?? roleAsker()
    this.#open = options.open ?? ((name) => openPool(name, options))
  }

  /** Its name; undefined as long as none was found. */
  get name(): string | undefined {
    return this.#current?.name
  }

  async query(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<{ rows: readonly unknown[] }> {
    return await this.#pool().query(text, [...values])
  }

  /** All of `work`, or nothing of it. */
  async transaction<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const client = await this.#pool().connect()
    let broken: Error | undefined
    try {
      await client.query('BEGIN')
      const done = await work({
        query: (text, values = []) => client.query(text, [...values]),
      })
      await client.query('COMMIT')
      return done
    } catch (error) {
      await client.query('ROLLBACK').catch((reason: unknown) => {
        broken = reason instanceof Error ? reason : new Error(String(reason))
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  /** Looks until `stop`. Never throws. */
  async watch(): Promise<void> {
    while (!this.#stopped) {
      await this.look()
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    }
  }

  /** Asks everybody once, and turns to the right primary. Never throws. */
  async look(): Promise<void> {
    const { names } = this.#options
    const answers = await Promise.allSettled(names.map((name) => this.#asker.ask(name)))
    const roles = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    const found = rightPrimary(roles, this.#newestTimeline)
    if (found === undefined || this.#stopped) return
    this.#newestTimeline = found.timeline
    if (found.name !== this.name) this.#turnTo(found.name)
  }

  /** Fills the pool up to what is kept, all at once. Throws when PostgreSQL does not answer. */
  async warm(): Promise<void> {
    const pool = this.#pool()
    const missing = (this.#options.kept ?? 2) - pool.totalCount
    if (missing <= 0) return
    const taken = await Promise.allSettled(Array.from({ length: missing }, () => pool.connect()))
    for (const result of taken) if (result.status === 'fulfilled') result.value.release()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#asker.stop()
    await this.#current?.pool.end()
  }

  #turnTo(name: string): void {
    const old = this.#current
    this.#current = { name, pool: this.#open(name) }
    this.#options.onChange(old?.name, name)
    // What still waits there ends by its own time-out; nobody waits for it here.
    void old?.pool.end().catch(() => undefined)
  }

  #pool(): Connections {
    if (this.#current === undefined) throw new Error('no PostgreSQL says that it is the primary')
    return this.#current.pool
  }
}

/** The one that takes writes and was promoted last; none whose timeline is older than one already seen. */
export function rightPrimary(
  roles: readonly PostgresRole[],
  newestTimeline: number,
): Extract<PostgresRole, { role: 'primary' }> | undefined {
  return roles
    .filter((role) => role.role === 'primary')
    .filter(({ timeline }) => timeline >= newestTimeline)
    .toSorted((a, b) => b.timeline - a.timeline)[0]
}

function openPool(host: string, { timeoutMs, max = 12, kept = 2, onError }: PostgresOptions): Pool {
  const bounded = Number.isFinite(timeoutMs)
  const pool = new Pool({
    host,
    user: 'shop',
    database: 'shop',
    max,
    min: kept,
    idleTimeoutMillis: 30_000,
    ...(bounded
      ? { connectionTimeoutMillis: 600, query_timeout: timeoutMs, statement_timeout: timeoutMs }
      : {}),
  })
  // An idle connection that breaks is replaced; without a listener Node would end.
  pool.on('error', onError)
  return pool
}
