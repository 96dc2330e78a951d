import { describe, expect, test } from 'vitest'
import { cartApp, type Parts } from '../../../target-app/cart/app.ts'
import { cartStore } from '../../../target-app/cart/cart-store.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'
import type { Health } from '../../../target-app/contracts/answers.ts'
import { FakeRedis, unprotected } from '../../support/fake-redis.ts'

const ready: Health = {
  replica: 'cart-1',
  ready: true,
  breakers: { redis: 'closed', postgres: 'closed' },
}

function shop(changes: Partial<Parts> = {}) {
  const keys: string[] = []
  const app = cartApp({
    carts: cartStore(new FakeRedis(), unprotected),
    orders: {
      place: async (key) => {
        keys.push(key)
        return { number: 1001, pieces: 1, totalCents: 937, replayed: false }
      },
      products: async () => [],
    },
    tills: { use: async (_, till) => ({ till, fencingToken: '7' }) },
    catalog: { list: () => [] },
    health: () => ready,
    metrics: { answered: () => undefined, breaker: () => undefined, text: async () => '' },
    page: { answer: (c) => c.text('page') },
    log: { warn: () => undefined },
    isOperator: () => false,
    idempotency: true,
    orderFirst: true,
    ...changes,
  })
  const send = async (method: string, path: string, body?: unknown, headers = {}) => {
    const options = body === undefined ? {} : { body: JSON.stringify(body) }
    return app.request(path, { method, headers, ...options })
  }
  return { send, keys }
}
const failing = (error: Error) => () => Promise.reject(error)
const allCarts = (answer: () => Promise<never>) => ({
  read: answer,
  add: answer,
  remove: answer,
  versions: answer,
  rollBack: answer,
})
const mug = { token: 'a', product: 'amber-mug', quantity: 1 }

/** The keys that reach the orders when one shopper presses "Buy" twice. */
const buyTwice = async (idempotency: boolean): Promise<string[]> => {
  const { send, keys } = shop({ idempotency })
  for (let i = 0; i < 2; i += 1) {
    await send('POST', '/carts/me/checkout', { items: [mug] }, { 'idempotency-key': 'k' })
  }
  return keys
}

describe('the cart service', () => {
  test('adds, shows and removes', async () => {
    const { send } = shop()
    expect((await send('POST', '/carts/me/items', mug)).status).toBe(201)
    expect(await (await send('GET', '/carts/me')).json()).toEqual({
      id: 'me',
      version: 1,
      items: [mug],
    })
    expect((await send('DELETE', '/carts/me/items/a')).status).toBe(200)
    expect(await (await send('GET', '/carts/me')).json()).toMatchObject({ items: [] })
  })

  test('takes several items at once', async () => {
    const answer = await shop().send('POST', '/carts/me/items', [mug, { ...mug, token: 'b' }])
    expect(await answer.json()).toMatchObject({
      version: 1,
      items: [{ token: 'a' }, { token: 'b' }],
    })
  })

  test.each([
    ['POST', '/carts/me/items', { ...mug, quantity: 0 }],
    ['POST', '/carts/me/items', { ...mug, price: 1 }],
    ['POST', '/carts/me/items', undefined],
    ['GET', '/carts/no%20spaces', undefined],
    ['POST', '/carts/me/checkout', { items: [mug] }],
  ])('refuses %s %s with %o', async (method, path, body) => {
    const answer = await shop().send(method, path, body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { message: expect.any(String) } })
  })

  test('empties the cart of what was bought, and of nothing else', async () => {
    const { send } = shop()
    await send('POST', '/carts/me/items', [mug, { ...mug, token: 'later' }])
    const bought = await send(
      'POST',
      '/carts/me/checkout',
      { items: [mug] },
      { 'idempotency-key': 'k' },
    )
    expect(await bought.json()).toMatchObject({ number: 1001 })
    expect(await (await send('GET', '/carts/me')).json()).toMatchObject({
      items: [{ token: 'later' }],
    })
  })

  test('confirms an order although the cart cannot be emptied', async () => {
    const store = cartStore(new FakeRedis(), unprotected)
    const rests = new ShopError(503, 'carts-resting', 'resting')
    const { send } = shop({ carts: { ...store, remove: () => Promise.reject(rests) } })
    const bought = await send(
      'POST',
      '/carts/me/checkout',
      { items: [mug] },
      { 'idempotency-key': 'k' },
    )
    expect(bought.status).toBe(201)
  })

  test('leaves the cart alone when there is no order, unless the weakness is planted', async () => {
    const rests = new ShopError(503, 'checkout-resting', 'Your cart is safe.')
    const orders = { place: () => Promise.reject(rests), products: async () => [] }
    const leftAfterRefusal = async (orderFirst: boolean) => {
      const removed: string[] = []
      const store = cartStore(new FakeRedis(), unprotected)
      const remove = (id: string, tokens: readonly string[]) => {
        removed.push(...tokens)
        return store.remove(id, tokens)
      }
      const { send } = shop({ carts: { ...store, remove }, orders, orderFirst })
      await send('POST', '/carts/me/items', mug)
      const headers = { 'idempotency-key': 'k' }
      const answer = await send('POST', '/carts/me/checkout', { items: [mug] }, headers)
      expect(answer.status).toBe(503)
      return { removed, cart: await (await send('GET', '/carts/me')).json() }
    }
    expect(await leftAfterRefusal(true)).toMatchObject({ removed: [], cart: { items: [mug] } })
    expect(await leftAfterRefusal(false)).toMatchObject({ removed: ['a'], cart: { items: [] } })
  })

  test('sends the shopper’s key on, unless the weakness is planted', async () => {
    expect(await buyTwice(true)).toEqual(['k', 'k'])
    const planted = await buyTwice(false)
    expect(new Set(planted).size).toBe(2)
    expect(planted.map((key) => key.split('#')[0])).toEqual(['k', 'k'])
  })

  test('lets a till be used, and refuses what makes no sense', async () => {
    const { send } = shop()
    const use = (path: string, body: unknown) => send('POST', `/tills/${path}/use`, body)
    const used = await use('redis/till-3', { token: 'w', forMs: 700 })
    expect([used.status, await used.json()]).toEqual([201, { till: 'till-3', fencingToken: '7' }])
    for (const wrong of [{ token: 'w', forMs: 2001 }, { token: 'w' }, { forMs: 1 }])
      expect((await use('redis/till-3', wrong)).status).toBe(400)
    expect((await use('etcd/till-3', { token: 'w', forMs: 1 })).status).toBe(400)
  })

  test('says when to come back while something rests', async () => {
    const rests = failing(new ShopError(503, 'carts-resting', 'Your cart is resting.'))
    const { send } = shop({ carts: allCarts(rests) })
    const answer = await send('GET', '/carts/me')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await answer.json()).toEqual({
      error: { code: 'carts-resting', message: 'Your cart is resting.' },
    })
  })

  test('does not tell strangers what broke', async () => {
    const breaks = failing(new Error('password is hunter2'))
    const answer = await shop({ carts: allCarts(breaks) }).send('GET', '/carts/me')
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('hunter2')
  })

  test('is not ready when its health says so', async () => {
    const { send } = shop({ health: () => ({ ...ready, ready: false, because: 'draining' }) })
    const answer = await send('GET', '/health')
    expect([answer.status, await answer.json()]).toEqual([
      503,
      expect.objectContaining({ because: 'draining' }),
    ])
  })
})
