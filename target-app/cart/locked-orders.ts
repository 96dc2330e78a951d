/** One checkout of one shopper at a time: two tabs that press "Buy" stand in line. */
import type { UnderLock } from '../locks/lock.ts'
import type { OrderStore } from './order-store.ts'

/** With fencing, orders refuse a checkout that lost its lock on the way. */
export function lockedOrders(orders: OrderStore, lock: UnderLock, fencing: boolean): OrderStore {
  return {
    products: () => orders.products(),
    place: (key, shopper, items) =>
      lock(`checkout.${shopper}`, (fence) =>
        orders.place(key, shopper, items, fencing ? fence : undefined),
      ),
  }
}
