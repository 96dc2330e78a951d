import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../harness/random.ts'
import {
  logT,
  medianInterval,
  orderStatistics,
} from '../../../harness/statistics/median-interval.ts'

describe('log-t', () => {
  test('of known values', () => {
    // Logarithms 0, 1, 2: mean 1, s = 1, t(0.975; 2) = 4.30265, half = 4.30265 / √3 = 2.48414.
    const interval = logT([1, Math.E, Math.E ** 2])
    expect(interval?.low).toBeCloseTo(Math.exp(1 - 2.48414), 5)
    expect(interval?.high).toBeCloseTo(Math.exp(1 + 2.48414), 3)
  })

  test('does not exist for two runs', () => {
    expect(logT([1, 2])).toBeNull()
  })

  test('covers the true median in about 95 of 100 experiments of five runs', () => {
    const random = seededRandom(4)
    const normal = () =>
      Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction())
    const experiments = 2000
    let covered = 0
    for (let index = 0; index < experiments; index += 1) {
      const interval = logT(Array.from({ length: 5 }, () => 3000 * Math.exp(0.4 * normal())))
      if (interval !== null && interval.low <= 3000 && interval.high >= 3000) covered += 1
    }
    // ± 4 standard deviations of 2 000 draws at 95 %.
    expect(covered / experiments).toBeGreaterThan(0.93)
    expect(covered / experiments).toBeLessThan(0.97)
  })

  test('scales with its values', () => {
    const values = fc.array(fc.double({ min: 1, max: 1e5, noNaN: true }), {
      minLength: 3,
      maxLength: 20,
    })
    fc.assert(
      fc.property(values, (given) => {
        const one = logT(given)
        const ten = logT(given.map((value) => value * 10))
        expect((ten?.low ?? 0) / (one?.low ?? 1)).toBeCloseTo(10, 6)
        expect(one?.low).toBeLessThanOrEqual(Math.max(...given) * (1 + 1e-9))
      }),
    )
  })
})

describe('order statistics', () => {
  test.each([
    // The classic table of 95 % intervals of a median: n → rank of the lower bound.
    { n: 6, rank: 1 },
    { n: 8, rank: 1 },
    { n: 9, rank: 2 },
    { n: 20, rank: 6 },
    { n: 50, rank: 18 },
  ])('of $n values', ({ n, rank }) => {
    const values = Array.from({ length: n }, (_, index) => n - index)
    expect(orderStatistics(values)).toMatchObject({ low: rank, high: n + 1 - rank })
  })

  test('do not exist below six', () => {
    expect(orderStatistics([1, 2, 3, 4, 5])).toBeNull()
  })
})

test('a zero among the values rules the logarithm out', () => {
  expect(medianInterval([0, 1, 2])).toBeNull()
  expect(medianInterval([0, 1, 2, 3, 4, 5])).toEqual({
    low: 0,
    high: 5,
    method: 'order-statistics',
  })
  expect(medianInterval([1, 2, 3])?.method).toBe('log-t')
})
