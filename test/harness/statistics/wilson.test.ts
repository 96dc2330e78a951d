import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wilson } from '../../../harness/statistics/wilson.ts'

test.each([
  // Values of the binomial score interval as R's prop.test(correct = FALSE) gives them.
  { good: 600, total: 600, low: 0.99364, high: 1 },
  { good: 6000, total: 6000, low: 0.99936, high: 1 },
  { good: 0, total: 10, low: 0, high: 0.27753 },
  { good: 8, total: 10, low: 0.49016, high: 0.94332 },
])('$good of $total', ({ good, total, low, high }) => {
  expect(wilson(good, total).low).toBeCloseTo(low, 5)
  expect(wilson(good, total).high).toBeCloseTo(high, 5)
})

test('nothing seen leaves everything possible', () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
})

test('contains the share, stays inside 0 … 1, mirrors, and narrows with more samples', () => {
  const counts = fc
    .integer({ min: 1, max: 10_000 })
    .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)))
  fc.assert(
    fc.property(counts, ([good, total]) => {
      const { low, high } = wilson(good, total)
      const mirrored = wilson(total - good, total)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
      expect(low).toBeLessThanOrEqual(good / total)
      expect(high).toBeGreaterThanOrEqual(good / total)
      expect(mirrored.low).toBeCloseTo(1 - high, 9)
      const more = wilson(good * 4, total * 4)
      expect(more.high - more.low).toBeLessThan(high - low)
    }),
  )
})
