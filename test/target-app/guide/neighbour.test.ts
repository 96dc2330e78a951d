import { describe, expect, test } from 'vitest'
import { neighbour, type NeighbourOptions } from '../../../target-app/guide/neighbour.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'
import { FakeProtection } from '../../support/fake-protection.ts'

const resting = { code: 'search-resting', message: 'resting' }

function two(changes: Partial<NeighbourOptions> = {}) {
  const a = new FakeProtection()
  const b = new FakeProtection()
  const state = { now: 0 }
  const looked: string[] = []
  const made = neighbour({
    replicas: new Map([
      ['a', a],
      ['b', b],
    ]),
    resting,
    patienceMs: 500,
    failover: true,
    look: async (name) => looked.push(name),
    now: () => state.now,
    ...changes,
  })
  return { made, a, b, state, looked }
}
const failsOn = (bad: string, error: Error) => async (name: string) => {
  if (name === bad) throw error
  return name
}
const down = new ShopError(503, 'search-resting', 'resting')

describe('a neighbour', () => {
  test('is asked in the order given', async () => {
    expect(await two().made.ask(['b', 'a'], async (name) => name)).toBe('b')
  })

  test('has its next replica asked when one fails', async () => {
    expect(await two().made.ask(['a', 'b'], failsOn('a', down))).toBe('b')
  })

  test('rests when its first replica fails and failover is off', async () => {
    const { made } = two({ failover: false })
    await expect(made.ask(['a', 'b'], failsOn('a', down))).rejects.toMatchObject(resting)
  })

  test('is not asked where its breaker is open', async () => {
    const { made, a } = two()
    a.state = 'open'
    expect(made.alive()).toEqual(['b'])
    expect(await made.ask(['a', 'b'], async (name) => name)).toBe('b')
  })

  test('rests when nobody is worth asking', async () => {
    const { made, a, b } = two()
    a.state = 'open'
    b.state = 'open'
    await expect(made.ask(['a', 'b'], async (name) => name)).rejects.toMatchObject(resting)
  })

  test('is not asked elsewhere what one replica refused as nonsense', async () => {
    const nonsense = new ShopError(400, 'bad-request', 'nonsense')
    const asked: string[] = []
    const call = async (name: string): Promise<string> => {
      asked.push(name)
      throw nonsense
    }
    await expect(two().made.ask(['a', 'b'], call)).rejects.toBe(nonsense)
    expect(asked).toEqual(['a'])
  })

  test('says in its own words why the last replica refused', async () => {
    const full = new ShopError(503, 'queue-full', 'full')
    const call = async (): Promise<never> => {
      throw full
    }
    await expect(two().made.ask(['a', 'b'], call)).rejects.toBe(full)
  })

  test('has no other replica asked when patience is over', async () => {
    const { made, state } = two()
    const call = async (name: string): Promise<string> => {
      state.now += 500
      if (name === 'a') throw down
      return name
    }
    await expect(made.ask(['a', 'b'], call)).rejects.toMatchObject(resting)
  })

  test('gets no more calls at once than its bulkhead has places', async () => {
    const { made } = two({ bulkhead: { calls: 2, waiting: 1 } })
    const { promise, resolve } = Promise.withResolvers<void>()
    const slow = Array.from({ length: 3 }, () => made.ask(['a'], () => promise))
    await expect(made.ask(['a'], async () => 'fourth')).rejects.toMatchObject(resting)
    resolve()
    await Promise.all(slow)
    expect(await made.ask(['a'], async () => 'later')).toBe('later')
  })

  test('is looked at only where its breaker is not closed', async () => {
    const { made, b, looked } = two()
    b.state = 'half-open'
    await made.lookAfter()
    expect(looked).toEqual(['b'])
    expect(made.breakers).toEqual({ a: 'closed', b: 'half-open' })
  })
})
