import fc from 'fast-check'
import { expect, test } from 'vitest'
import { superiority } from '../../../harness/statistics/superiority.ts'

test('counts the pairs in which the other one is larger, ties by half', () => {
  expect(superiority([1, 2], [2, 3])).toBe((1 + 1 + 0.5 + 1) / 4)
  expect(superiority([1, 2], [3, 4])).toBe(1)
  expect(superiority([3, 4], [1, 2])).toBe(0)
})

test('says nothing of nothing', () => {
  expect(superiority([], [1])).toBeNull()
  expect(superiority([1], [])).toBeNull()
})

test('the other way round it is the rest, and moving all up never makes it less', () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(numbers, numbers, fc.nat({ max: 5 }), (values, others, up) => {
      const share = superiority(values, others) ?? NaN
      expect(share + (superiority(others, values) ?? NaN)).toBeCloseTo(1)
      const higher = others.map((other) => other + up)
      expect(superiority(values, higher)).toBeGreaterThanOrEqual(share)
    }),
  )
})
