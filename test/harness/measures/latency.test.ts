import { expect, test } from 'vitest'
import { measures } from '../../../harness/measures/index.ts'
import { buildHistory, type BuiltOperation } from '../../support/build-history.ts'

const op = 'cart.add'
const history = (built: BuiltOperation) => buildHistory({ operations: { [op]: built } })
const slow = history({
  outages: [{ from: 0, to: 10_000, outcome: 'ok', latencyMs: 900, every: 2 }],
})

test('the percentiles of each phase', () => {
  // Good answers take 10 to 30 ms, evenly spread.
  expect(measures['latency-p50-baseline'].read(slow, op).value).toBeCloseTo(20, -1)
  expect(measures['latency-p95-baseline'].read(slow, op).value).toBeCloseTo(29, -1)
  expect(measures['latency-p95-fault'].read(slow, op).value).toBe(900)
  expect(measures['latency-p50-after'].read(slow, op).value).toBeCloseTo(20, -1)
  expect(measures['latency-p95-after'].read(slow, op).value).toBeLessThan(31)
})

test('later than the limit is still in it', () => {
  expect(measures['latency-p95-fault'].read(slow, op)).toMatchObject({ value: 900, samples: 200 })
})

test('what was not answered is not in it, and is said', () => {
  const partly = history({ outages: [{ from: 0, to: 5000, latencyMs: 1 }] })
  const reading = measures['latency-p50-fault'].read(partly, op)
  expect(reading.value).toBeGreaterThanOrEqual(10)
  expect(reading).toMatchObject({
    samples: 100,
    note: '100 of 200 requests had no good answer and are not in it',
  })
})

test('too few answers make no percentile', () => {
  const dead = history({ outages: [{ from: 0, to: 9500 }] })
  expect(measures['latency-p95-fault'].read(dead, op)).toEqual({
    value: null,
    because: 'only 10 answers; 20 are needed',
  })
})
