import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { availability } from '../../../harness/measures/availability.ts'
import { availabilityLenient } from '../../../harness/measures/availability-lenient.ts'
import type { Reading } from '../../../harness/measures/measure.ts'
import { buildHistory, type BuiltOperation } from '../../support/build-history.ts'

const op = 'guide.ask'
const history = (built: BuiltOperation, healMs = 10_000) =>
  buildHistory({ healMs, operations: { [op]: { rate: 50, ...built } } })

function share(reading: Reading): number {
  if (reading.value === null) throw new Error(reading.because)
  return reading.value
}

test('is of the requests meant to start while the fault lasted, and of no others', () => {
  const outages = [
    { from: -5000, to: -3000 },
    { from: 0, to: 2500 },
    { from: 20_000, to: 30_000 },
  ]
  const reading = availability.read(history({ outages }), op)
  expect(share(reading)).toBeCloseTo(0.75, 2)
  expect(reading).toMatchObject({ samples: 500 })
  expect('low' in reading && reading.low).toBeLessThan(0.75)
  expect('high' in reading && reading.high).toBeGreaterThan(0.75)
})

test('an answer later than the limit is not a good one', () => {
  const outages = [{ from: 0, to: 5000, outcome: 'ok' as const, latencyMs: 501 }]
  expect(share(availability.read(history({ outages }), op))).toBeCloseTo(0.5, 2)
})

test('an unknown outcome is not a good one', () => {
  const outages = [{ from: 0, to: 5000, outcome: 'unknown' as const }]
  expect(share(availability.read(history({ outages }), op))).toBeCloseTo(0.5, 2)
})

function degraded(tier: string) {
  const outages = [{ from: 0, to: 4000, outcome: 'degraded' as const, tier, latencyMs: 20 }]
  return history({ tiers: ['popular'], outages })
}

describe('degraded answers', () => {
  test('count leniently when their tier is accepted, and never strictly', () => {
    expect(share(availability.read(degraded('popular'), op))).toBeCloseTo(0.6, 2)
    expect(share(availabilityLenient.read(degraded('popular'), op))).toBe(1)
  })
  test('count never when their tier is not accepted', () => {
    expect(share(availabilityLenient.read(degraded('stale'), op))).toBeCloseTo(0.6, 2)
  })
})

test('lies between 0 and 1 and does not grow when a good answer turns bad', () => {
  const outages = fc.array(
    fc.record({ from: fc.nat(12_000), to: fc.nat(20_000), every: fc.integer({ min: 1, max: 4 }) }),
    { maxLength: 3 },
  )
  fc.assert(
    fc.property(outages, fc.nat(), (given, which) => {
      const whole = buildHistory({ loadMs: 15_000, operations: { [op]: { outages: given } } })
      const victim = whole.requests[which % whole.requests.length]
      const requests = whole.requests.map((request) =>
        request === victim ? { ...request, outcome: 'fail' as const } : request,
      )
      const before = share(availability.read(whole, op))
      const after = share(availability.read({ ...whole, requests }, op))
      expect(before).toBeGreaterThanOrEqual(0)
      expect(before).toBeLessThanOrEqual(1)
      expect(after).toBeLessThanOrEqual(before)
    }),
    { numRuns: 60 },
  )
})
