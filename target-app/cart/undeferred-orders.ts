/** Orders without deferred work: nobody has bought anything until their receipt is on its way. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../service/postgres-primary.ts'
import { ShopError } from '../service/shop-error.ts'
import type { OrderStore } from './order-store.ts'

const unsent = 'SELECT 1 FROM outbox WHERE token = $1 AND sent_at IS NULL LIMIT 1'
/** Milliseconds. */
const lookEveryMs = 50
const patienceMs = 1000

/** An order whose receipt is not sent within a second is there, but the shopper is told 503 `receipt-waits`. */
export function undeferredOrders(orders: OrderStore, database: Database): OrderStore {
  return {
    products: () => orders.products(),
    async place(...wish) {
      const order = await orders.place(...wish)
      const deadline = performance.now() + patienceMs
      while (performance.now() < deadline) {
        const { rows } = await database.query(unsent, [wish[0]])
        if (rows.length === 0) return order
        await sleep(lookEveryMs)
      }
      throw new ShopError(503, 'receipt-waits', 'Your receipt could not be sent. Please try again.')
    },
  }
}
