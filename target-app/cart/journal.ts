/**
 * The redo journal of the carts: every change that Redis has is also written to PostgreSQL, in batches and
 * behind the shopper's back. What is lost when a cart replica dies is what it had not yet written: the last
 * `flushMs`, and only if Redis is lost at the same time.
 */
import type { Edit } from '../contracts/cart.ts'
import type { Database } from '../service/postgres-primary.ts'

export interface JournalEntry {
  readonly cart: string
  /** Of the cart after the edit. */
  readonly version: number
  readonly edit: Edit
  /** When it was done, milliseconds since 1970. */
  readonly at: number
}

export const flushMs = 200
/** While PostgreSQL is away entries wait here. The oldest go first: checkpoints have their carts later. */
const waitingAtMost = 20_000
const batch = 500

export class Journal {
  readonly #database: Database
  #waiting: JournalEntry[] = []
  #flushing: Promise<void> | undefined

  constructor(database: Database) {
    this.#database = database
  }

  get waiting(): number {
    return this.#waiting.length
  }

  note(entry: JournalEntry): void {
    this.#waiting.push(entry)
    if (this.#waiting.length > waitingAtMost) this.#waiting.shift()
  }

  /** Writes what waits. An entry may come twice when PostgreSQL's answer was lost, which does no harm. */
  async flush(): Promise<void> {
    this.#flushing ??= this.#write().finally(() => {
      this.#flushing = undefined
    })
    await this.#flushing
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const entries = this.#waiting.slice(0, batch)
      await this.#database.query('SELECT write_journal($1)', [JSON.stringify(entries)])
      const written = new Set(entries)
      this.#waiting = this.#waiting.filter((entry) => !written.has(entry))
    }
  }
}
