import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cartStore } from '../../../target-app/cart/cart-store.ts'
import { writeBehind } from '../../../target-app/cart/write-behind.ts'
import { FakeRedis, unprotected } from '../../support/fake-redis.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('the weakness says "added" before anything is written', async () => {
  const redis = new FakeRedis()
  const carts = writeBehind(cartStore(redis, unprotected))
  const item = { token: 'a', product: 'amber-mug', quantity: 1 }
  expect(await carts.add('me', [item])).toEqual({ id: 'me', version: 1, items: [item] })
  expect(redis.stored.size).toBe(0)
  await vi.advanceTimersByTimeAsync(1000)
  expect(redis.stored.size).toBe(1)
})
