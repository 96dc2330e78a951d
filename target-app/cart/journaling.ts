/**
 * How carts survive the loss of Redis: every change goes to the journal, whole carts to checkpoints, and
 * from both the carts are made anew. Made of the parts that lie beside it.
 */
import type { Logger } from 'pino'
import type { Cart } from '../contracts/cart.ts'
import { wordsOf } from '../service/error-words.ts'
import type { Database } from '../service/postgres-primary.ts'
import { Checkpoints } from './checkpoints.ts'
import type { CartStoreOptions } from './cart-store.ts'
import { flushMs, Journal } from './journal.ts'
import { readAllJournaled, readJournaled } from './journal-reader.ts'
import { rebuildIfLost } from './rebuilder.ts'
import type { RedisCarts } from './redis-carts.ts'

export interface JournalingParts {
  readonly replica: string
  readonly redis: RedisCarts
  readonly database: Database
  readonly log: Pick<Logger, 'warn'>
}

const checkpointMs = 5000
const lookMs = 300

export class Journaling {
  readonly #parts: JournalingParts
  readonly #journal: Journal
  readonly #checkpoints: Checkpoints
  readonly #timers: NodeJS.Timeout[] = []

  constructor(parts: JournalingParts) {
    this.#parts = parts
    this.#journal = new Journal(parts.database)
    this.#checkpoints = new Checkpoints(parts.redis, parts.database)
  }

  /** What the carts must tell and may ask. */
  get hooks(): Pick<CartStoreOptions, 'changed' | 'journaled'> {
    return {
      changed: (entry) => {
        this.#journal.note(entry)
        this.#checkpoints.changed(entry.cart, entry.version)
      },
      journaled: (id) => this.#one(id),
    }
  }

  start(): void {
    this.#every(flushMs, 'journal', () => this.#journal.flush())
    this.#every(checkpointMs, 'checkpoint', () => this.#checkpoints.write())
    this.#every(lookMs, 'rebuild', () => this.#rebuild())
  }

  /** Writes what still waits. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await this.#journal.flush()
  }

  async #one(id: string): Promise<Cart | undefined> {
    const { log, database } = this.#parts
    await this.#settle()
    const cart = await readJournaled(database, id)
    log.warn({ event: 'cart-damaged', cart: id, known: cart !== undefined }, 'a cart was damaged')
    return cart
  }

  async #rebuild(): Promise<void> {
    const { replica, redis, database, log } = this.#parts
    const began = performance.now()
    await rebuildIfLost({
      replica,
      redis,
      journaled: () => readAllJournaled(database),
      settle: () => this.#settle(),
      onRebuilt: (carts) => {
        const ms = Math.round(performance.now() - began)
        log.warn({ event: 'carts-rebuilt', carts, ms }, 'Redis had lost the carts')
      },
    })
  }

  /** Own changes are written now, those of the other replicas within this time. */
  async #settle(): Promise<void> {
    await this.#journal.flush()
    await new Promise((resolve) => setTimeout(resolve, flushMs * 1.5))
  }

  /** One round at a time; trouble is told once, when it begins. */
  #every(ms: number, name: string, task: () => Promise<void>): void {
    let busy = false
    let trouble = false
    const round = async (): Promise<void> => {
      busy = true
      try {
        await task()
        trouble = false
      } catch (error) {
        const because = wordsOf(error)
        if (!trouble) this.#parts.log.warn({ event: `${name}-waits`, because }, 'tried again soon')
        trouble = true
      } finally {
        busy = false
      }
    }
    this.#timers.push(
      setInterval(() => {
        if (!busy) void round()
      }, ms),
    )
  }
}
