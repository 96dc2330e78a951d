import { describe, expect, test } from 'vitest'
import { lockedOrders } from '../../../target-app/cart/locked-orders.ts'
import type { OrderStore } from '../../../target-app/cart/order-store.ts'
import type { Fence, UnderLock } from '../../../target-app/locks/lock.ts'

function shop(fencing: boolean) {
  const placed: Parameters<OrderStore['place']>[] = []
  const locked: string[] = []
  const fence: Fence = { name: 'n', token: 7n, owner: 'me', until: new Date(0) }
  const lock: UnderLock = (name, work) => {
    locked.push(name)
    return work({ ...fence, name })
  }
  const order = { number: 1001, pieces: 1, totalCents: 937, replayed: false }
  const orders: OrderStore = {
    place: async (...wish) => {
      placed.push(wish)
      return order
    },
    products: async () => [],
  }
  return { placed, locked, orders: lockedOrders(orders, lock, fencing), fence }
}

describe('a checkout', () => {
  test('happens under the lock of its shopper and shows its fencing token', async () => {
    const { placed, locked, orders, fence } = shop(true)
    expect(await orders.place('key', 'ann', [])).toMatchObject({ number: 1001 })
    expect(locked).toEqual(['checkout.ann'])
    expect(placed).toEqual([['key', 'ann', [], { ...fence, name: 'checkout.ann' }]])
  })

  test('shows none with fencing switched off', async () => {
    const { placed, orders } = shop(false)
    await orders.place('key', 'ann', [])
    expect(placed).toEqual([['key', 'ann', [], undefined]])
  })

  test('needs no lock to look at products', async () => {
    const { locked, orders } = shop(true)
    expect(await orders.products()).toEqual([])
    expect(locked).toEqual([])
  })
})
