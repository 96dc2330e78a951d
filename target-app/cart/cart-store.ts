/** Carts in Redis, changed only by compare-and-set on their version. */
import type { Cart, Item } from '../contracts/cart.ts'
import { decodeCart, emptyCart, encodeCart, type CartDocument } from './cart-document.ts'
import type { Protection } from '../service/resilience.ts'
import { ShopError } from '../service/shop-error.ts'

/** What carts need from Redis. */
export interface CartRedis {
  read(key: string): Promise<Partial<CartDocument>>
  /** Writes if the stored version still is `expected` (`'0'`: nothing stored). */
  compareAndSet(key: string, expected: string, next: CartDocument): Promise<boolean>
}

export interface CartStore {
  read(id: string): Promise<Cart>
  add(id: string, items: readonly Item[]): Promise<Cart>
  remove(id: string, tokens: readonly string[]): Promise<Cart>
}

/** Several tabs of one shopper collide now and then; more often than this is not a shopper. */
const maxConflicts = 8

export function cartStore(redis: CartRedis, protection: Protection): CartStore {
  const load = async (id: string): Promise<Cart> => {
    const { version, body, checksum } = await redis.read(keyOf(id))
    if (version === undefined && body === undefined && checksum === undefined) return emptyCart(id)
    const cart = decodeCart(id, {
      version: version ?? '',
      body: body ?? '',
      checksum: checksum ?? '',
    })
    if (cart === 'corrupt') {
      throw new ShopError(500, 'cart-corrupt', 'This cart was damaged and is not shown.')
    }
    return cart
  }

  // A change that leaves the items as they are is written too: only a write of this connection is
  // confirmed by Redis' replicas, and an earlier try may have been written but never confirmed.
  const change = async (
    id: string,
    edit: (items: readonly Item[]) => Item[],
    signal: AbortSignal,
  ): Promise<Cart> => {
    for (let conflicts = 0; conflicts <= maxConflicts; conflicts += 1) {
      const before = await load(id)
      // A try that was given up must not come back later and undo what was done since.
      signal.throwIfAborted()
      const after = { id, version: before.version + 1, items: edit(before.items) }
      if (await redis.compareAndSet(keyOf(id), String(before.version), encodeCart(after)))
        return after
    }
    throw new ShopError(
      409,
      'cart-busy',
      'This cart is being changed somewhere else. Please try again.',
    )
  }

  return {
    read: (id) => protection.repeatable(() => load(id)),
    add: (id, items) =>
      protection.repeatable((signal) => change(id, (there) => withItems(there, items), signal)),
    remove: (id, tokens) =>
      protection.repeatable((signal) =>
        change(id, (there) => there.filter((item) => !tokens.includes(item.token)), signal),
      ),
  }
}

/** The Redis key of a cart. */
export function keyOf(id: string): string {
  return `cart:${id}`
}

/** Adds those whose token is not there yet; the first one of a token stays. */
function withItems(there: readonly Item[], added: readonly Item[]): Item[] {
  const items = new Map(there.map((item) => [item.token, item]))
  for (const item of added) if (!items.has(item.token)) items.set(item.token, item)
  return [...items.values()]
}
