import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashRing, moduloPlacing } from '../../../target-app/guide/hash-ring.ts'

const shoppers = Array.from({ length: 2000 }, (_, n) => `regular-${n}`)
const named = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `recommend-${n + 1}`)
const homes = (order: (shopper: string) => readonly string[]): ReadonlyMap<string, string> =>
  new Map(shoppers.map((shopper) => [shopper, order(shopper)[0] ?? '']))
const movedBetween = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) =>
  shoppers.filter((shopper) => before.get(shopper) !== after.get(shopper))

const fleets = fc
  .integer({ min: 2, max: 8 })
  .chain((count) =>
    fc.record({ replicas: fc.constant(named(count)), leaves: fc.nat({ max: count - 1 }) }),
  )

describe('the hash ring', () => {
  test('moves exactly the shoppers of the replica that leaves, about one in n', () => {
    fc.assert(
      fc.property(fleets, ({ replicas, leaves }) => {
        const gone = replicas[leaves]
        const before = homes(hashRing(replicas).order)
        const after = homes(hashRing(replicas.filter((name) => name !== gone)).order)
        const moved = movedBetween(before, after)
        expect(moved).toEqual(shoppers.filter((shopper) => before.get(shopper) === gone))
        // Shares are uneven by about 1/√160; four times that is allowed.
        expect(moved.length / shoppers.length).toBeLessThan((1 / replicas.length) * 1.32)
        expect(moved.length / shoppers.length).toBeGreaterThan((1 / replicas.length) * 0.68)
      }),
      { numRuns: 12 },
    )
  })

  test('sends whoever moves where the order had named them next', () => {
    const all = hashRing(named(3))
    const less = hashRing(['recommend-1', 'recommend-3'])
    for (const shopper of shoppers.slice(0, 200)) {
      expect(less.order(shopper)).toEqual(
        all.order(shopper).filter((name) => name !== 'recommend-2'),
      )
    }
  })

  test('names every replica once, and the same ones whoever asks', () => {
    const order = hashRing(named(5)).order('somebody')
    expect(order.toSorted()).toEqual(named(5))
    expect(hashRing(named(5).toReversed()).order('somebody')).toEqual(order)
  })

  test('has nobody to name when there is nobody', () => {
    expect(hashRing([]).order('somebody')).toEqual([])
  })
})

describe('placing by modulo', () => {
  test('moves two of three shoppers when one of three replicas leaves; the ring moves one', () => {
    const modulo = movedBetween(
      homes(moduloPlacing(() => named(3)).order),
      homes(moduloPlacing(() => ['recommend-1', 'recommend-3']).order),
    )
    const ring = movedBetween(
      homes(hashRing(named(3)).order),
      homes(hashRing(['recommend-1', 'recommend-3']).order),
    )
    expect(modulo.length / shoppers.length).toBeGreaterThan(0.6)
    expect(ring.length / shoppers.length).toBeLessThan(0.4)
  })

  test('has nobody to name when nobody is alive', () => {
    expect(moduloPlacing(() => []).order('somebody')).toEqual([])
  })
})
