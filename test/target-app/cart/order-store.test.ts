import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { orderStore } from '../../../target-app/cart/order-store.ts'
import { unprotected } from '../../support/fake-redis.ts'

const mug = { token: 'a', product: 'amber-mug', quantity: 1 }
const lamp = { product: 'moss-lamp', quantity: 2 }

/** A database that answers every query as it is told, and what it was given with each. */
function store(answer: () => Promise<{ rows: unknown[] }>) {
  const given: (readonly unknown[])[] = []
  const query = (_: string, values: readonly unknown[] = []) => {
    given.push(values)
    return answer()
  }
  return { given, orders: orderStore({ query }, unprotected) }
}
const saying = (code: string, message: string) =>
  store(() => Promise.reject(Object.assign(new DatabaseError(message, 0, 'error'), { code })))

test('the database is told everything that tells one order from another', async () => {
  const row = { number: '1001', total_cents: '937', pieces: 3, replayed: true }
  const { orders, given } = store(async () => ({ rows: [row] }))
  const order = await orders.place('k', 'ann', [mug, lamp])
  expect(order).toEqual({ number: 1001, totalCents: 937, pieces: 3, replayed: true })
  const [[key, shopper, lines] = []] = given
  expect([key, shopper, JSON.parse(String(lines))]).toEqual(['k', 'ann', [mug, lamp]])
})

test.each([
  ['SH001', 400, 'unknown-product'],
  ['SH002', 409, 'sold-out'],
  ['SH003', 503, 'checkout-busy'],
  ['SH004', 409, 'key-used-otherwise'],
])('%s of the database is a refusal with %d %s', async (said, status, code) => {
  await expect(saying(said, 'it').orders.place('k', 'ann', [mug])).rejects.toMatchObject({
    status,
    code,
  })
})

test('what else the database says is a fault', async () => {
  const placed = saying('57P01', 'shutting down').orders.place('k', 'ann', [mug])
  await expect(placed).rejects.toBeInstanceOf(DatabaseError)
})
