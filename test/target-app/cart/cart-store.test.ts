import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cartStore, keyOf } from '../../../target-app/cart/cart-store.ts'
import { itemsAtMost } from '../../../target-app/contracts/cart.ts'
import { FakeRedis, unprotected } from '../../support/fake-redis.ts'

const item = (token: string) => ({ token, product: 'amber-mug', quantity: 1 })
const newStore = () => {
  const redis = new FakeRedis()
  return { redis, store: cartStore(redis, unprotected) }
}

describe('the cart store', () => {
  test('answers an empty cart of version 0 for a name nobody used', async () => {
    expect(await newStore().store.read('a')).toEqual({ id: 'a', version: 0, items: [] })
  })

  test('keeps one item per token, whatever is added and removed how often', async () => {
    const token = fc.constantFrom('a', 'b', 'c')
    const steps = fc.array(fc.record({ token, add: fc.boolean() }), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const { store } = newStore()
        const expected = new Set<string>()
        for (const step of all) {
          if (step.add) await store.add('cart', [item(step.token)])
          else await store.remove('cart', [step.token])
          expected[step.add ? 'add' : 'delete'](step.token)
        }
        const cart = await store.read('cart')
        expect(cart.items.map(({ token }) => token).toSorted()).toEqual([...expected].toSorted())
        expect(cart.version).toBe(all.length)
      }),
    )
  })

  test('tries again when somebody else changed the cart in between', async () => {
    const { redis, store } = newStore()
    let others = 2
    redis.beforeWrite = async () => {
      if (others === 0) return
      others -= 1
      await cartStore(redis, unprotected).add('cart', [item(`other-${others}`)])
    }
    const cart = await store.add('cart', [item('mine')])
    expect(cart.items.map(({ token }) => token)).toEqual(['other-0', 'other-1', 'mine'])
  })

  test('gives up with 409 when it never wins', async () => {
    const { redis, store } = newStore()
    redis.compareAndSet = async () => false
    await expect(store.add('cart', [item('mine')])).rejects.toMatchObject({ status: 409 })
    expect(redis.stored.size).toBe(0)
  })

  test('takes as many things as can be bought at once, and no more', async () => {
    const { store } = newStore()
    const many = Array.from({ length: itemsAtMost }, (_, i) => item(`t${i}`))
    await store.add('cart', many)
    const refusal = { status: 409, code: 'cart-full' }
    await expect(store.add('cart', [item('more')])).rejects.toMatchObject(refusal)
    expect((await store.add('cart', [item('t0')])).items).toEqual(many)
    await store.remove('cart', ['t0'])
    expect((await store.add('cart', [item('more')])).items).toHaveLength(itemsAtMost)
  })

  const damage = (redis: FakeRedis): void => {
    const good = redis.stored.get(keyOf('cart'))
    if (good === undefined) throw new Error('nothing was stored')
    redis.stored.set(keyOf('cart'), { ...good, body: good.body.replace('mug', 'jug') })
  }

  test('refuses a damaged cart of which nothing else is known', async () => {
    const { redis, store } = newStore()
    await store.add('cart', [item('a')])
    damage(redis)
    const damaged = redis.stored.get(keyOf('cart'))
    const refusal = { status: 500, code: 'cart-corrupt' }
    await expect(store.read('cart')).rejects.toMatchObject(refusal)
    await expect(store.add('cart', [item('b')])).rejects.toMatchObject(refusal)
    expect(redis.stored.get(keyOf('cart'))).toBe(damaged)
  })

  test('shows what the journal knows of a damaged cart, and stores it', async () => {
    const redis = new FakeRedis()
    const known = { id: 'cart', version: 1, items: [item('a')] }
    const store = cartStore(redis, unprotected, { journaled: async () => known })
    await store.add('cart', [item('a')])
    damage(redis)
    expect((await store.read('cart')).items).toEqual([item('a')])
    expect((await cartStore(redis, unprotected).read('cart')).version).toBe(2)
  })

  test('a damaged cart that has lost its version is mended before anything is added to it', async () => {
    const redis = new FakeRedis()
    const known = { id: 'cart', version: 1, items: [item('a')] }
    const store = cartStore(redis, unprotected, { journaled: async () => known })
    await store.add('cart', [item('a')])
    const { body = '', checksum = '' } = redis.stored.get(keyOf('cart')) ?? {}
    redis.stored.set(keyOf('cart'), { version: '', body, checksum })
    expect((await store.add('cart', [item('b')])).items).toEqual([item('a'), item('b')])
  })

  test.each(['read', 'add', 'remove'] as const)(
    'asks the journal outside of what protects Redis: %s',
    async (call) => {
      const redis = new FakeRedis()
      let underWay = 0
      const asked: number[] = []
      const store = cartStore(
        redis,
        {
          ...unprotected,
          async repeatable(tried) {
            underWay += 1
            return unprotected.repeatable(tried).finally(() => (underWay -= 1))
          },
        },
        {
          async journaled() {
            asked.push(underWay)
            return { id: 'cart', version: 1, items: [item('a')] }
          },
        },
      )
      await store.add('cart', [item('a')])
      damage(redis)
      const calls = {
        read: () => store.read('cart'),
        add: () => store.add('cart', [item('a')]),
        remove: () => store.remove('cart', ['b']),
      }
      expect((await calls[call]()).items).toEqual([item('a')])
      expect(asked).toEqual([0])
    },
  )

  test('the weakness shows what the checksum would have stopped', async () => {
    const redis = new FakeRedis()
    const store = cartStore(redis, unprotected, { checksum: false })
    await store.add('cart', [item('a')])
    damage(redis)
    expect((await store.read('cart')).items[0]?.product).toBe('amber-jug')
  })

  test('tells the journal every change once Redis has it, and no other', async () => {
    const redis = new FakeRedis()
    const told: unknown[] = []
    const store = cartStore(redis, unprotected, {
      changed: ({ cart, version, edit }) => told.push({ cart, version, edit }),
    })
    await store.add('cart', [item('a')])
    await store.remove('cart', ['a'])
    redis.compareAndSet = () => Promise.reject(new Error('gone'))
    await expect(store.add('cart', [item('b')])).rejects.toThrow('gone')
    expect(told).toEqual([
      { cart: 'cart', version: 1, edit: { add: [item('a')] } },
      { cart: 'cart', version: 2, edit: { remove: ['a'] } },
    ])
  })

  test('goes back to a version that is kept, as a new version', async () => {
    const { store } = newStore()
    for (const token of ['a', 'b', 'c']) await store.add('cart', [item(token)])
    expect((await store.versions('cart')).map(({ version }) => version)).toEqual([2, 1])
    expect(await store.rollBack('cart', 1)).toEqual({ id: 'cart', version: 4, items: [item('a')] })
    await expect(store.rollBack('cart', 9)).rejects.toMatchObject({ status: 404 })
  })
})

test('a try that was given up does not write when it wakes, so that a removed item stays removed', async () => {
  const redis = new FakeRedis()
  const givenUp = new AbortController()
  const { promise: awake, resolve: wake } = Promise.withResolvers<void>()
  const slow: typeof redis.read = async (key) => {
    const found = await redis.read(key)
    await awake
    return found
  }
  const lateRedis = {
    read: slow,
    compareAndSet: redis.compareAndSet.bind(redis),
    repair: redis.repair.bind(redis),
    versions: redis.versions.bind(redis),
  }
  const late = cartStore(lateRedis, {
    ...unprotected,
    repeatable: (call) => call(givenUp.signal),
  }).add('cart', [item('mine')])
  givenUp.abort(new Error('time is over'))
  wake()
  await expect(late).rejects.toThrow('time is over')
  expect(redis.stored.size).toBe(0)
})
