/** Orders and products in PostgreSQL. */
import { DatabaseError } from 'pg'
import { z } from 'zod'
import { Product, type Checkout, type Order } from '../contracts/cart.ts'
import type { Fence } from '../locks/lock.ts'
import type { Database } from '../service/postgres-primary.ts'
import type { Protection } from '../service/resilience.ts'
import { ShopError } from '../service/shop-error.ts'

export interface OrderStore {
  /**
   * Takes an order once per key, however often it is called; not from a holder of a lock who lost it.
   * @throws ShopError 409 `key-used-otherwise` when the key's order is another shopper's or of other things.
   */
  place(key: string, shopper: string, items: Checkout['items'], fence?: Fence): Promise<Order>
  products(): Promise<readonly Product[]>
}

// PostgreSQL's bigint comes as text.
const PlacedRow = z.object({
  number: z.coerce.number(),
  total_cents: z.coerce.number(),
  pieces: z.number(),
  replayed: z.boolean(),
})

export function orderStore(database: Database, protection: Protection): OrderStore {
  return {
    // Tried once: the shopper decides whether to press again, with the same key.
    place: (key, shopper, items, fence) =>
      protection.once(async () => {
        const wish = [key, shopper, JSON.stringify(items)]
        const { rows } = await (
          fence === undefined
            ? database.query('SELECT * FROM place_order($1, $2, $3)', wish)
            : database.query('SELECT * FROM place_order_fenced($1, $2, $3, $4, $5, $6)', [
                ...[fence.name, fence.token.toString(), fence.owner],
                ...wish,
              ])
        ).catch(refusalOf)
        const { total_cents: totalCents, ...order } = PlacedRow.parse(rows[0])
        return { ...order, totalCents }
      }),
    products: () =>
      protection.once(async () => {
        const { rows } = await database.query(
          'SELECT id, name, category, price_cents AS "priceCents" FROM products ORDER BY position',
        )
        return z.array(Product).parse(rows)
      }),
  }
}

/** The function `place_order` says no in its own words; see postgres/schema/20-orders.sql. */
function refusalOf(error: unknown): never {
  if (error instanceof DatabaseError) {
    if (error.code === 'SH001') {
      throw new ShopError(400, 'unknown-product', `We do not know the product "${error.message}".`)
    }
    if (error.code === 'SH003') {
      throw new ShopError(503, 'checkout-busy', 'Another checkout of yours came in between.')
    }
    if (error.code === 'SH002') {
      throw new ShopError(409, 'sold-out', `There is not enough of "${error.message}" left.`)
    }
    if (error.code === 'SH004') {
      throw new ShopError(
        409,
        'key-used-otherwise',
        'This wish to buy was used for another order. Nothing was bought now. Please try again.',
      )
    }
  }
  throw error
}
