import { expect, test } from 'vitest'
import { median, quantile } from '../../../harness/statistics/quantile.ts'

test('of known lists', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(quantile(hundred, 0.95)).toBeCloseTo(95.05, 9)
  expect(quantile(hundred, 1)).toBe(100)
  expect(quantile([7], 0.95)).toBe(7)
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
})

test('of nothing is null', () => {
  expect(quantile([], 0.5)).toBeNull()
  expect(median([])).toBeNull()
})

test('leaves its argument alone', () => {
  const values = Object.freeze([3, 1, 2])
  expect(median(values)).toBe(2)
  expect(values).toEqual([3, 1, 2])
})
