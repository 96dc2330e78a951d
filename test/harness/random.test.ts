import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom, seedFrom, type Random } from '../../harness/random.ts'

const draw = (random: Random, n = 20): readonly number[] =>
  Array.from({ length: n }, () => random.integer(0, 1_000_000))

test('the same seed gives the same numbers', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      expect(draw(seededRandom(seed))).toEqual(draw(seededRandom(seed)))
    }),
  )
})

test('the numbers of a seed never change: old seeds must repeat old runs', () => {
  expect(draw(seededRandom(41), 5)).toMatchInlineSnapshot(`
    [
      509923,
      657623,
      962760,
      741519,
      228932,
    ]
  `)
})

test('neighbouring seeds share nothing', () => {
  expect(draw(seededRandom(1))).not.toEqual(draw(seededRandom(2)))
})

test('a derived stream does not depend on what was drawn before', () => {
  const fresh = seededRandom(7)
  const used = seededRandom(7)
  draw(used)
  expect(draw(used.derive('faults'))).toEqual(draw(fresh.derive('faults')))
  expect(draw(fresh.derive('faults'))).not.toEqual(draw(fresh.derive('load')))
})

test('bounds are kept', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, min, size) => {
      const random = seededRandom(seed)
      const value = random.integer(min, min + size)
      expect(value).toBeGreaterThanOrEqual(min)
      expect(value).toBeLessThanOrEqual(min + size)
      const fraction = random.fraction()
      expect(fraction).toBeGreaterThanOrEqual(0)
      expect(fraction).toBeLessThan(1)
    }),
  )
})

test('a shuffle keeps every member, and reaches every order', () => {
  const orders = new Set<string>()
  for (let seed = 0; seed < 200; seed += 1) {
    const order = seededRandom(seed).shuffle(['a', 'b', 'c'])
    expect(order.toSorted()).toEqual(['a', 'b', 'c'])
    orders.add(order.join(''))
  }
  expect(orders.size).toBe(6)
})

test('a pick comes from the list, and an empty list is refused', () => {
  expect(['a', 'b']).toContain(seededRandom(3).pick(['a', 'b']))
  expect(() => seededRandom(3).pick([])).toThrow(/empty/)
})

test('a seed made from the time is short and not negative', () => {
  const seed = seedFrom(1_700_000_000_000)
  expect(Number.isInteger(seed)).toBe(true)
  expect(seed).toBeGreaterThanOrEqual(0)
  expect(seed).toBeLessThan(2 ** 31)
})
