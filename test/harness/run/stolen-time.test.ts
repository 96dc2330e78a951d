import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLook, stolenTimes, type Look } from '../../../harness/run/stolen-time.ts'

describe('/proc/stat', () => {
  test('the eighth number is what others had, and guests are not counted twice', () => {
    const text = 'cpu  100 1 20 300 4 0 5 70 50 2\ncpu0 50 0 10 150 2 0 2 35 25 1\n'
    expect(readLook(text, 1234)).toEqual({ at: 1234, stolen: 70, all: 500 })
  })
  test.each(['', 'nothing', 'cpu 1 2 3', 'cpu a b c d e f g h'])('%j says nothing', (text) => {
    expect(readLook(text, 0)).toBeNull()
  })
})

/** One look a second at two processors of a hundred ticks each, with what others had of each second. */
const looksOf = (shares: readonly number[]): readonly Look[] => {
  let stolen = 0
  return [0, ...shares].map((share, second) => {
    stolen += share * 200
    return { at: second * 1000, stolen, all: second * 200 }
  })
}

test('neighbouring seconds are one time, with the share of all of it; one by itself is none', () => {
  expect(stolenTimes(looksOf([0, 0.1, 0.4, 0.2, 0.19, 0, 0.5, 0, 0.5, 0.5]))).toEqual([
    { from: 2000, to: 4000, share: 0.3 },
    { from: 8000, to: 10_000, share: 0.5 },
  ])
})

test('without looks, or with one, nothing is said', () => {
  expect(stolenTimes([])).toEqual([])
  expect(stolenTimes(looksOf([]))).toEqual([])
})

test('every second that counts and has a neighbour that does is in exactly one time, and no other is', () => {
  const shares = fc.array(fc.constantFrom(0, 0.1, 0.25, 0.5, 1), { maxLength: 30 })
  fc.assert(
    fc.property(shares, (given) => {
      const times = stolenTimes(looksOf(given))
      const told = given.map(
        (_, second) =>
          times.filter(({ from, to }) => second * 1000 >= from && second * 1000 < to).length,
      )
      const counts = (second: number): boolean => (given[second] ?? 0) >= 0.2
      const wanted = given.map(
        (_, second) => counts(second) && (counts(second - 1) || counts(second + 1)),
      )
      expect(told).toEqual(wanted.map(Number))
    }),
  )
})
