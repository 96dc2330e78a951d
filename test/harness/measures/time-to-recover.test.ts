import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reading } from '../../../harness/measures/measure.ts'
import { timeToRecover } from '../../../harness/measures/time-to-recover.ts'
import { buildHistory, type BuiltRun } from '../../support/build-history.ts'

const op = 'cart.add'

function read(run: Partial<BuiltRun>, built: BuiltRun['operations'][string]): Reading {
  return timeToRecover.read(buildHistory({ ...run, operations: { [op]: built } }), op)
}

function known(reading: Reading): Extract<Reading, { samples: number }> {
  if (reading.value === null) throw new Error(reading.because)
  return reading
}

const seeds = [1, 2, 3, 4]

describe('measured minus true', () => {
  const lengths = [500, 2000, 10_370, 30_000]
  const rates = [20, 200]
  const patience = [5, 3000]
  const table = lengths.flatMap((lengthMs) =>
    rates.flatMap((rate) => patience.map((latencyMs) => ({ lengthMs, rate, latencyMs }))),
  )
  test.each(table)(
    'is within the stated resolution: outage $lengthMs ms, $rate/s, failing after $latencyMs ms',
    ({ lengthMs, rate, latencyMs }) => {
      for (const seed of seeds) {
        const outages = [{ from: 0, to: lengthMs, latencyMs }]
        const reading = known(
          read({ seed, healMs: lengthMs, loadMs: lengthMs + 8000 }, { rate, outages }),
        )
        const error = reading.value - lengthMs
        expect(Math.abs(error)).toBeLessThanOrEqual(reading.resolution ?? 0)
        // For a total outage the rule itself is exact: only the spacing of requests is left.
        expect(error).toBeGreaterThanOrEqual(0)
        expect(error).toBeLessThanOrEqual(1000 / rate)
        expect(reading.resolution).toBe(Math.max(1000 / rate, 150))
        expect(reading.censored).toBeUndefined()
      }
    },
  )

  test.each([20, 200])('is within the resolution with 1 % background errors at %d/s', (rate) => {
    for (const seed of seeds) {
      const outages = [{ from: 0, to: 10_370 }]
      const built = { rate, outages, backgroundErrors: 0.01 }
      const reading = known(read({ seed, loadMs: 20_000 }, built))
      expect(Math.abs(reading.value - 10_370)).toBeLessThanOrEqual(reading.resolution ?? 0)
    }
  })

  test.each([20, 200])(
    'is within the resolution when one request in three fails at %d/s',
    (rate) => {
      for (const seed of seeds) {
        const outages = [{ from: 0, to: 10_370, every: 3, latencyMs: 5 }]
        const reading = known(read({ seed, loadMs: 20_000 }, { rate, outages }))
        expect(Math.abs(reading.value - 10_370)).toBeLessThanOrEqual(reading.resolution ?? 0)
        expect(reading.resolution).toBeGreaterThan(400)
        expect(reading.resolution).toBeLessThan(700)
      }
    },
  )

  test.each([20, 200])('sees slowness alone, and its end, at %d/s', (rate) => {
    for (const seed of seeds) {
      const outages = [{ from: 0, to: 8000, latencyMs: 300, outcome: 'ok' as const }]
      const reading = known(read({ seed, loadMs: 20_000 }, { rate, outages }))
      expect(Math.abs(reading.value - 8000)).toBeLessThanOrEqual(reading.resolution ?? 0)
    }
  })
})

test('an outage shorter than the spacing of requests may go unseen, within the resolution', () => {
  for (const seed of seeds) {
    const reading = known(read({ seed }, { rate: 20, outages: [{ from: 0, to: 30 }] }))
    expect(Math.abs(reading.value - 30)).toBeLessThanOrEqual(reading.resolution ?? 0)
  }
})

test('a masked fault reads 0 and says that nothing was impaired', () => {
  expect(read({}, {})).toMatchObject({ value: 0, note: 'never impaired' })
})

test('failures too few to stand out are none of its business, but are told', () => {
  expect(read({}, { outages: [{ from: 2000, to: 22_000, every: 67 }] })).toMatchObject({
    value: 0,
    note: expect.stringMatching(/^never impaired for long, though 6 of 1199 requests/),
  })
})

test('never back: larger than the time observed, not a number', () => {
  const reading = known(read({ loadMs: 30_000 }, { outages: [{ from: 0, to: 60_000 }] }))
  expect(reading.censored).toBe(true)
  // The rule lets the last 0.15 s open: they could be the begin of a good stretch.
  expect(reading.value).toBeGreaterThan(29_700)
  expect(reading.value).toBeLessThanOrEqual(30_000)
})

test('back shortly before the end: a lower bound, since it was not good for long enough', () => {
  const reading = known(read({ loadMs: 30_000 }, { outages: [{ from: 0, to: 27_000 }] }))
  expect(reading.censored).toBe(true)
  expect(reading.value).toBeGreaterThanOrEqual(27_000)
  expect(reading.value).toBeLessThanOrEqual(27_050)
  expect(reading.note).toContain('5.00 s')
})

test('back exactly one stability window before the end is confirmed', () => {
  const reading = known(read({ loadMs: 30_000 }, { outages: [{ from: 0, to: 24_900 }] }))
  expect(reading.censored).toBeUndefined()
})

test('flapping counts to the end of the last relapse and says when it was first back', () => {
  const outages = [0, 10_000, 20_000].map((from) => ({ from, to: from + 2000 }))
  const reading = known(read({ healMs: null }, { outages }))
  expect(Math.abs(reading.value - 22_000)).toBeLessThanOrEqual(reading.resolution ?? 0)
  expect(reading.note).toMatch(/first back after 2\.0\d s, relapses: 2/)
})

test('a disturbance by the healing is not added to the time since the fault', () => {
  const outages = [
    { from: 0, to: 3000 },
    { from: 24_900, to: 25_800 },
  ]
  const reading = known(read({ healMs: 25_000 }, { outages }))
  expect(Math.abs(reading.value - 3000)).toBeLessThanOrEqual(reading.resolution ?? 0)
})

test('a late impact counts from the fault', () => {
  const reading = known(read({ healMs: null }, { outages: [{ from: 20_000, to: 24_000 }] }))
  expect(Math.abs(reading.value - 24_000)).toBeLessThanOrEqual(reading.resolution ?? 0)
})

test('a low rate gets a longer stability window instead of none', () => {
  const reading = known(read({}, { rate: 2, outages: [{ from: 0, to: 8000 }] }))
  expect(Math.abs(reading.value - 8000)).toBeLessThanOrEqual(reading.resolution ?? 0)
})

describe('says why it cannot tell', () => {
  test('without a fault', () => {
    expect(read({ faultless: true }, {})).toEqual({ value: null, because: 'no fault was planned' })
  })
  test('without a baseline', () => {
    expect(read({ baselineMs: 500 }, {})).toMatchObject({ value: null })
  })
})

describe('properties', () => {
  const outage = fc
    .record({
      from: fc.integer({ min: 0, max: 20_000 }),
      length: fc.integer({ min: 0, max: 8000 }),
    })
    .map(({ from, length }) => ({ from, to: from + length }))
  const run: fc.Arbitrary<Given> = fc.record({
    seed: fc.integer({ min: 0, max: 10_000 }),
    outages: fc.array(outage, { maxLength: 3 }),
    backgroundErrors: fc.constantFrom(0, 0.01),
    healMs: fc.constantFrom(10_000, null),
  })
  interface Given {
    readonly seed: number
    readonly outages: readonly { readonly from: number; readonly to: number }[]
    readonly backgroundErrors: number
    readonly healMs: number | null
  }
  const built = ({ seed, outages, backgroundErrors, healMs }: Given) =>
    buildHistory({
      seed,
      healMs,
      loadMs: 40_000,
      operations: { [op]: { outages, backgroundErrors } },
    })

  test('the order of the records does not matter', () => {
    fc.assert(
      fc.property(run, (given) => {
        const history = built(given)
        const shuffled = { ...history, requests: history.requests.toReversed() }
        expect(timeToRecover.read(shuffled, op)).toEqual(timeToRecover.read(history, op))
      }),
      { numRuns: 50 },
    )
  })

  test('moving the whole run in time changes nothing', () => {
    fc.assert(
      fc.property(run, fc.integer({ min: 0, max: 3_600_000 }), (given, shift) => {
        const { outages, backgroundErrors, ...rest } = given
        const operations = { [op]: { outages, backgroundErrors } }
        const [here, there] = [20_000, 20_000 + shift].map((zero) =>
          known(
            timeToRecover.read(buildHistory({ ...rest, loadMs: 40_000, zero, operations }), op),
          ),
        )
        expect(there?.value).toBeCloseTo(here?.value ?? Number.NaN, 2)
      }),
      { numRuns: 50 },
    )
  })

  test('a good answer that turns bad never makes it shorter', () => {
    fc.assert(
      fc.property(run, fc.nat(799), (given, which) => {
        const history = built({ ...given, healMs: null })
        const before = known(timeToRecover.read(history, op))
        const after = history.requests.filter(({ intended }) => intended >= 20_000)
        const victim = after[which % after.length]
        const requests = history.requests.map((request) =>
          request === victim ? { ...request, outcome: 'fail' as const } : request,
        )
        const worse = known(timeToRecover.read({ ...history, requests }, op))
        expect(worse.value).toBeGreaterThanOrEqual(before.value)
      }),
      { numRuns: 100 },
    )
  })
})
