import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OperationFacts } from '../../../harness/history/history.ts'
import type { RequestRecord } from '../../../harness/history/record.ts'
import { binsOf, binWidth, kindOf } from '../../../harness/report/bins.ts'

const facts: OperationFacts = { rate: 20, latencyLimitMs: 300, timeoutMs: 3000, tiers: ['popular'] }

function request(more: Partial<RequestRecord>): RequestRecord {
  const intended = more.intended ?? 1000
  return {
    kind: 'request',
    op: 'a',
    seq: 0,
    intended,
    start: intended,
    end: intended + 20,
    outcome: 'ok',
    status: 200,
    ...more,
  }
}

describe('kindOf', () => {
  test.each([
    [{ outcome: 'ok' }, 'ok'],
    [{ outcome: 'ok', end: 1301 }, 'slow'],
    [{ outcome: 'ok', end: 1300 }, 'ok'],
    [{ outcome: 'degraded', tier: 'popular' }, 'degraded'],
    [{ outcome: 'degraded', tier: 'popular', end: 1500 }, 'slow'],
    [{ outcome: 'degraded', tier: 'wrong' }, 'fail'],
    [{ outcome: 'degraded' }, 'fail'],
    [{ outcome: 'unknown' }, 'unknown'],
    [{ outcome: 'fail' }, 'fail'],
  ] as const)('%j is %s', (more, kind) => {
    expect(kindOf(request(more), facts)).toBe(kind)
  })
})

test('every request inside the range is counted once, in the bin of its intended start', () => {
  const starts = fc.array(fc.double({ min: 500, max: 8999.9, noNaN: true }), { maxLength: 60 })
  fc.assert(
    fc.property(starts, fc.constantFrom(250, 500, 1000), (times, binMs) => {
      const requests = times.map((intended) => request({ intended, end: intended + 5000 }))
      const bins = binsOf(requests, facts, { zero: 3210, from: 500, to: 9000, binMs })
      const counted = bins.reduce((sum, bin) => sum + bin.slow, 0)
      expect(counted).toBe(times.length)
      for (const bin of bins) {
        const inside = times.filter((at) => at - 3210 >= bin.at && at - 3210 < bin.at + binMs)
        expect(bin.slow).toBe(inside.length)
        expect(Math.abs(bin.at % binMs)).toBe(0)
      }
    }),
  )
})

test('percentiles are of answers only, and null where there was none', () => {
  const requests = [10, 20, 30, 40].map((latency) => request({ end: 1000 + latency }))
  const failed = request({ outcome: 'fail', end: 9000, intended: 1000 })
  const range = { zero: 1000, from: 1000, to: 2000, binMs: 500 }
  const [first, second] = binsOf([...requests, failed], facts, range)
  expect(first).toEqual({
    at: 0,
    ok: 4,
    degraded: 0,
    slow: 0,
    fail: 1,
    unknown: 0,
    p50: 20,
    p95: 40,
  })
  expect(second).toEqual({
    at: 500,
    ok: 0,
    degraded: 0,
    slow: 0,
    fail: 0,
    unknown: 0,
    p50: null,
    p95: null,
  })
})

test('bins are wide enough for low rates and for long runs', () => {
  expect(binWidth(60_000, 60)).toBe(250)
  expect(binWidth(90_000, 60)).toBe(500)
  expect(binWidth(400_000, 60)).toBe(1000)
  expect(binWidth(60_000, 5)).toBe(1000)
  expect(binWidth(60_000, 0.1)).toBe(5000)
})
