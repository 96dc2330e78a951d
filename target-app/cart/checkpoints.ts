/** Now and then the whole of every changed cart is written to PostgreSQL, so that the journal stays short. */
import type { Database } from '../service/postgres-primary.ts'
import { decodeCart } from './cart-document.ts'
import { keyOf, type CartRedis } from './cart-store.ts'

/** The carts that were changed since they were last written, and to which version. */
export class Checkpoints {
  readonly #redis: Pick<CartRedis, 'read'>
  readonly #database: Database
  #changed = new Map<string, number>()

  constructor(redis: Pick<CartRedis, 'read'>, database: Database) {
    this.#redis = redis
    this.#database = database
  }

  /** The version is one that was acknowledged. */
  changed(id: string, version: number): void {
    this.#changed.set(id, version)
  }

  /** Writes them. Those that could not be written are tried again next time. */
  async write(): Promise<void> {
    const due = this.#changed
    this.#changed = new Map()
    try {
      const documents = await Promise.all(
        [...due].map(([id, version]) => this.#document(id, version)),
      )
      const sound = documents.filter((document) => document !== undefined)
      if (sound.length === 0) return
      await this.#database.query('SELECT write_checkpoints($1)', [JSON.stringify(sound)])
      await this.#database.query('SELECT prune_journal()')
    } catch (error) {
      for (const [id, version] of due) if (!this.#changed.has(id)) this.#changed.set(id, version)
      throw error
    }
  }

  /**
   * Never a damaged one: it would replace what the journal knows. And no other version than the acknowledged one: a
   * newer one is told of when it is acknowledged too, or it is that of a cut-off primary. Then it would hide what
   * the next primary acknowledges under the same numbers.
   */
  async #document(id: string, acknowledged: number) {
    const { version = '', body = '', checksum = '' } = await this.#redis.read(keyOf(id))
    const document = { version, body, checksum }
    const cart = decodeCart(id, document)
    if (cart === 'corrupt' || cart.version !== acknowledged) return undefined
    return { cart: id, ...document, version: cart.version }
  }
}
