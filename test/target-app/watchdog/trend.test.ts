import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineThrough, Trend } from '../../../target-app/watchdog/trend.ts'

/** A sample every half second. */
function trendOf(values: readonly number[]): Trend {
  const trend = new Trend()
  for (const [index, value] of values.entries()) trend.add(index * 500, value)
  return trend
}

test('finds the line that was drawn', () => {
  const slopes = fc
    .double({ min: -50, max: 50, noNaN: true })
    .filter((slope) => Math.abs(slope) > 0.01)
  fc.assert(
    fc.property(slopes, fc.integer({ min: -1000, max: 1000 }), (slope, start) => {
      const samples = [0, 1, 2, 5, 9].map((at) => ({ at, value: start + slope * at }))
      const line = lineThrough(samples)
      expect(line.slope).toBeCloseTo(slope, 6)
      expect(line.fit).toBeCloseTo(1, 6)
    }),
  )
})

test('a leak of 10 MiB a second with 200 to go has 20 seconds left', () => {
  const leak = Array.from({ length: 13 }, (_, i) => 140 + i * 5)
  expect(trendOf(leak).reaches(400)).toBeCloseTo(20_000, 0)
})

test('ordinary unrest is no trend, and neither is rest', () => {
  const saw = Array.from({ length: 16 }, (_, i) => 100 + (i % 4) * 8)
  expect(trendOf(saw).reaches(400)).toBe(undefined)
  expect(trendOf(Array.from({ length: 16 }, () => 100)).reaches(400)).toBe(undefined)
})

test('what shrinks never reaches the limit above it', () => {
  expect(trendOf(Array.from({ length: 16 }, (_, i) => 200 - i * 3)).reaches(400)).toBe(undefined)
})

test('a few samples say nothing yet', () => {
  expect(trendOf(Array.from({ length: 7 }, (_, i) => 100 + i * 20)).reaches(400)).toBe(undefined)
})

test('a process that was started again has no past', () => {
  const before = Array.from({ length: 16 }, (_, i) => 100 + i * 15)
  expect(trendOf([...before, 90, 91, 90]).reaches(400)).toBe(undefined)
})
