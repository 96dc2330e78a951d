import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rankSumScore } from '../../../harness/statistics/rank-sum.ts'

const numbers = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 20 })

test('agrees with pairs that are counted one by one, ties by half', () => {
  fc.assert(
    fc.property(numbers, numbers, (values, others) => {
      const won = others
        .flatMap((other) => values.map((value) => (Math.sign(other - value) + 1) / 2))
        .reduce((sum, pair) => sum + pair, 0)
      const [n, m] = [values.length, others.length]
      const deviation = Math.sqrt((n * m * (n + m + 1)) / 12)
      expect(rankSumScore(values, others)).toBeCloseTo((won - (n * m) / 2) / deviation)
    }),
  )
})

test('says nothing of nothing', () => {
  expect(rankSumScore([], [1])).toBeNull()
  expect(rankSumScore([1], [])).toBeNull()
})

test('six that are all larger than six others are hardly chance', () => {
  const low = [1, 2, 3, 4, 5, 6]
  const high = low.map((value) => value + 6)
  // U is 36 where chance gives 18, give or take the root of 39.
  expect(rankSumScore(low, high)).toBeCloseTo(18 / Math.sqrt(39))
  expect(rankSumScore(high, low)).toBeCloseTo(-18 / Math.sqrt(39))
})
