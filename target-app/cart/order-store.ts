/** Orders and products in PostgreSQL. */
import { DatabaseError, Pool } from 'pg'
import { z } from 'zod'
import type { Checkout, Order, Product } from '../contracts/cart.ts'
import type { Protection } from '../service/resilience.ts'
import { ShopError } from '../service/shop-error.ts'

export interface OrderStore {
  /** Takes an order once per key, however often it is called. */
  place(key: string, shopper: string, items: Checkout['items']): Promise<Order>
  products(): Promise<readonly Product[]>
}

/** What orders need from PostgreSQL. */
export interface Database {
  query(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly unknown[] }>
}

// PostgreSQL's bigint comes as text.
const PlacedRow = z.object({
  number: z.coerce.number(),
  total_cents: z.coerce.number(),
  pieces: z.number(),
  replayed: z.boolean(),
})
const ProductRow = z.object({
  id: z.string(),
  name: z.string(),
  category: z.string(),
  priceCents: z.number(),
})

export function orderStore(database: Database, protection: Protection): OrderStore {
  return {
    // Tried once: the shopper decides whether to press again, with the same key.
    place: (key, shopper, items) =>
      protection.once(async () => {
        const lines = items.map(({ product, quantity }) => ({ product, quantity }))
        const { rows } = await database
          .query('SELECT * FROM place_order($1, $2, $3)', [key, shopper, JSON.stringify(lines)])
          .catch(refusalOf)
        const { total_cents: totalCents, ...order } = PlacedRow.parse(rows[0])
        return { ...order, totalCents }
      }),
    products: () =>
      protection.once(async () => {
        const { rows } = await database.query(
          'SELECT id, name, category, price_cents AS "priceCents" FROM products ORDER BY position',
        )
        return z.array(ProductRow).parse(rows)
      }),
  }
}

/** The function `place_order` says no in its own words; see postgres/schema/20-orders.sql. */
function refusalOf(error: unknown): never {
  if (error instanceof DatabaseError) {
    if (error.code === 'SH001') {
      throw new ShopError(400, 'unknown-product', `We do not know the product "${error.message}".`)
    }
    if (error.code === 'SH002') {
      throw new ShopError(409, 'sold-out', `There is not enough of "${error.message}" left.`)
    }
  }
  throw error
}

export interface PoolOptions {
  readonly host: string
  /** No time-outs at all when Infinity. Milliseconds. */
  readonly timeoutMs: number
  readonly onError: (error: Error) => void
}

/** Connections are made before the rush and kept. */
const kept = 8

export function openPool({ host, timeoutMs, onError }: PoolOptions): Pool {
  const bounded = Number.isFinite(timeoutMs)
  const pool = new Pool({
    host,
    user: 'shop',
    database: 'shop',
    max: 12,
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

/** Fills the pool up to what is kept, all at once. Throws when PostgreSQL does not answer. */
export async function warm(pool: Pool): Promise<void> {
  const missing = kept - pool.totalCount
  if (missing <= 0) return
  const taken = await Promise.allSettled(Array.from({ length: missing }, () => pool.connect()))
  for (const result of taken) if (result.status === 'fulfilled') result.value.release()
}
