import { expect, test } from 'vitest'
import type { OrderStore } from '../../../target-app/cart/order-store.ts'
import { undeferredOrders } from '../../../target-app/cart/undeferred-orders.ts'

const order = { number: 1001, pieces: 1, totalCents: 937, replayed: false }

/** A shop whose receipts are sent after so many looks; undefined: never. */
function shop(sentAfter?: number) {
  const asked: unknown[] = []
  const database = {
    async query(_text: string, values?: readonly unknown[]) {
      asked.push(...(values ?? []))
      return { rows: asked.length > (sentAfter ?? Infinity) ? [] : [{}] }
    },
  }
  const orders: OrderStore = { place: async () => order, products: async () => [] }
  return { asked, orders: undeferredOrders(orders, database) }
}

test('an order waits until its receipt is sent', async () => {
  const { asked, orders } = shop(2)
  expect(await orders.place('key', 'ann', [])).toEqual(order)
  expect(asked).toEqual(['key', 'key', 'key'])
})

test('the shopper is told when the receipt is not sent in time', async () => {
  const { orders } = shop()
  await expect(orders.place('key', 'ann', [])).rejects.toMatchObject({
    status: 503,
    code: 'receipt-waits',
  })
})
