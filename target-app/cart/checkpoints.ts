/** Now and then the whole of every changed cart is written to PostgreSQL, so that the journal stays short. */
import type { Database } from '../service/postgres-primary.ts'
import { decodeCart } from './cart-document.ts'
import { keyOf, type CartRedis } from './cart-store.ts'

/** The carts that were changed since they were last written. */
export class Checkpoints {
  readonly #redis: Pick<CartRedis, 'read'>
  readonly #database: Database
  #changed = new Set<string>()

  constructor(redis: Pick<CartRedis, 'read'>, database: Database) {
    this.#redis = redis
    this.#database = database
  }

  changed(id: string): void {
    this.#changed.add(id)
  }

  /** Writes them. Those that could not be written are tried again next time. */
  async write(): Promise<void> {
    const due = this.#changed
    this.#changed = new Set()
    try {
      const documents = await Promise.all([...due].map((id) => this.#document(id)))
      const sound = documents.filter((document) => document !== undefined)
      if (sound.length === 0) return
      await this.#database.query('SELECT write_checkpoints($1)', [JSON.stringify(sound)])
      await this.#database.query('SELECT prune_journal()')
    } catch (error) {
      for (const id of due) this.#changed.add(id)
      throw error
    }
  }

  /** Never a damaged one: it would replace what the journal knows. */
  async #document(id: string) {
    const { version = '', body = '', checksum = '' } = await this.#redis.read(keyOf(id))
    const document = { version, body, checksum }
    const sound = decodeCart(id, document) !== 'corrupt'
    return sound ? { cart: id, ...document, version: Number(version) } : undefined
  }
}
