/** Carts in Redis, changed only by compare-and-set on their version. */
import { itemsAtMost, type Cart, type Edit, type Item } from '../contracts/cart.ts'
import { decodeCart, emptyCart, encodeCart, type CartDocument } from './cart-document.ts'
import { edited } from './edit.ts'
import type { JournalEntry } from './journal.ts'
import type { Protection } from '../service/resilience.ts'
import { ShopError } from '../service/shop-error.ts'

/** What carts need from Redis. */
export interface CartRedis {
  read(key: string): Promise<Partial<CartDocument>>
  /** Writes if the stored version still is `expected` (`'0'`: nothing stored). */
  compareAndSet(key: string, expected: string, next: CartDocument): Promise<boolean>
  /** Puts a sound document in the place of a damaged one that was seen there. */
  repair(key: string, seen: CartDocument, next: CartDocument): Promise<void>
  /** Earlier versions that are still kept, the newest first. */
  versions(key: string): Promise<CartDocument[]>
}

export interface CartStore {
  read(id: string): Promise<Cart>
  add(id: string, items: readonly Item[]): Promise<Cart>
  remove(id: string, tokens: readonly string[]): Promise<Cart>
  /** Earlier versions that are still kept, the newest first. */
  versions(id: string): Promise<Cart[]>
  /** Gives the cart the items of an earlier version; that is a new version too. */
  rollBack(id: string, version: number): Promise<Cart>
}

export interface CartStoreOptions {
  /** Told of every change that Redis has. */
  readonly changed?: (entry: JournalEntry) => void
  /** What the journal knows of a cart, for one that was damaged in Redis. */
  readonly journaled?: (id: string) => Promise<Cart | undefined>
  /** False plants the weakness `checksum-not-verified`. */
  readonly checksum?: boolean
}

/** What lies where a cart should be. */
interface Damaged {
  readonly damaged: CartDocument
}

/** Several tabs of one shopper collide now and then; more often than this is not a shopper. */
const maxConflicts = 8

export function cartStore(
  redis: CartRedis,
  protection: Protection,
  options: CartStoreOptions = {},
): CartStore {
  const load = async (id: string): Promise<Cart | Damaged> => {
    const found = await redis.read(keyOf(id))
    const { version = '', body = '', checksum = '' } = found
    if (Object.keys(found).length === 0) return emptyCart(id)
    const seen = { version, body, checksum }
    const cart = decodeCart(id, seen, options.checksum)
    return cart === 'corrupt' ? { damaged: seen } : cart
  }

  // A damaged cart is not shown. What it should be is in the journal; its version goes on growing.
  const mend = async (id: string, seen: CartDocument): Promise<void> => {
    const known = await options.journaled?.(id).catch(() => undefined)
    if (known === undefined) throw corrupt()
    const stored = Number.parseInt(seen.version, 10) || 0
    const mended = encodeCart({ ...known, version: Math.max(known.version, stored) + 1 })
    await protection.repeatable(() => redis.repair(keyOf(id), seen, mended))
  }

  // Mending waits for PostgreSQL. Under what protects Redis it would be given up too early, and count
  // against a Redis that is well; so it happens between two calls.
  const protectedly = async (
    id: string,
    call: (signal: AbortSignal) => Promise<Cart | Damaged>,
  ): Promise<Cart> => {
    const first = await protection.repeatable(call)
    if (!('damaged' in first)) return first
    await mend(id, first.damaged)
    const second = await protection.repeatable(call)
    if ('damaged' in second) throw corrupt()
    return second
  }

  // A change that leaves the items as they are is written too: only a write of this connection is
  // confirmed by Redis' replicas, and an earlier try may have been written but never confirmed.
  const tryToChange = async (
    id: string,
    edit: Edit,
    signal: AbortSignal,
  ): Promise<Cart | Damaged> => {
    for (let conflicts = 0; conflicts <= maxConflicts; conflicts += 1) {
      const before = await load(id)
      // A try that was given up must not come back later and undo what was done since.
      signal.throwIfAborted()
      if ('damaged' in before) return before
      const items = edited(before.items, edit)
      // One that is too full already may still be asked for what it has, and emptied.
      if (items.length > Math.max(itemsAtMost, before.items.length)) throw full()
      const after = { id, version: before.version + 1, items }
      if (await redis.compareAndSet(keyOf(id), String(before.version), encodeCart(after))) {
        options.changed?.({ cart: id, version: after.version, edit, at: Date.now() })
        return after
      }
    }
    throw new ShopError(
      409,
      'cart-busy',
      'This cart is being changed somewhere else. Please try again.',
    )
  }
  const change = (id: string, edit: Edit): Promise<Cart> =>
    protectedly(id, (signal) => tryToChange(id, edit, signal))

  const versions = async (id: string): Promise<Cart[]> => {
    const documents = await redis.versions(keyOf(id))
    return documents.map((one) => decodeCart(id, one)).filter((cart) => cart !== 'corrupt')
  }

  return {
    read: (id) => protectedly(id, () => load(id)),
    add: (id, items) => change(id, { add: [...items] }),
    remove: (id, tokens) => change(id, { remove: [...tokens] }),
    versions: (id) => protection.repeatable(() => versions(id)),
    async rollBack(id, version) {
      const kept = await protection.repeatable(() => versions(id))
      const wanted = kept.find((cart) => cart.version === version)
      if (wanted !== undefined) return change(id, { all: [...wanted.items] })
      const there = kept.map((cart) => cart.version).join(', ') || 'none'
      throw new ShopError(404, 'no-such-version', `Version ${version} is not kept; kept: ${there}.`)
    },
  }
}

function full(): ShopError {
  const message = `More than ${itemsAtMost} things do not fit into a cart. Please buy or remove some first.`
  return new ShopError(409, 'cart-full', message)
}

function corrupt(): ShopError {
  return new ShopError(500, 'cart-corrupt', 'This cart was damaged and is not shown.')
}

/** The Redis key of a cart. */
export function keyOf(id: string): string {
  return `cart:${id}`
}
