import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laterThan, Phi } from '../../../target-app/watchdog/phi.ts'

const everyMs = 500

/** Heartbeats with these distances, and the moment of the last one. */
function heard(intervals: readonly number[]): { phi: Phi; last: number } {
  const phi = new Phi(everyMs)
  let last = 0
  phi.beat(last)
  for (const interval of intervals) phi.beat((last += interval))
  return { phi, last }
}
const regular = Array.from({ length: 30 }, () => everyMs)

test.each([
  [0, 0.5],
  [1, 0.1587],
  [2, 0.02275],
  [3, 0.00135],
])('the tail of the normal distribution at %d', (z, tail) => {
  expect(Math.abs(laterThan(z) - tail)).toBeLessThan(0.0002)
})

test('who never came is not missed', () => {
  expect(new Phi(everyMs).at(1e9)).toBe(0)
})

test('regular heartbeats are suspected after one and a half seconds of silence, not before one', () => {
  const { phi, last } = heard(regular)
  expect(phi.at(last + 1000)).toBeLessThan(8)
  expect(phi.at(last + 1500)).toBeGreaterThan(8)
})

test('who is irregular is given more time', () => {
  const { phi, last } = heard([200, 900, 300, 1000, 100, 800, 400, 300, 900, 200])
  expect(phi.at(last + 1500)).toBeLessThan(8)
  expect(phi.at(last + 4000)).toBeGreaterThan(8)
})

test('an outage is not learned: the next one is noticed as soon', () => {
  const { phi, last } = heard([...regular, 20_000, ...regular.slice(0, 5)])
  expect(phi.at(last + 2000)).toBeGreaterThan(8)
})

test('heartbeats that were held up and arrive together do not make the next one late', () => {
  const { phi, last } = heard([...regular, 3000, 1, 1, 1, 1, 1])
  expect(phi.at(last + 600)).toBeLessThan(1)
})

test('suspicion grows with silence and is never infinite', () => {
  const silence = fc.tuple(fc.nat(100_000), fc.nat(100_000))
  const intervals = fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 60 })
  fc.assert(
    fc.property(intervals, silence, (before, [a, b]) => {
      const { phi, last } = heard(before)
      const [sooner, later] = [phi.at(last + Math.min(a, b)), phi.at(last + Math.max(a, b))]
      expect(later).toBeGreaterThanOrEqual(sooner)
      expect(Number.isFinite(later)).toBe(true)
    }),
  )
})
