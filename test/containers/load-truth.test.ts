/**
 * Holds the whole way of a request record, from k6's clock to the harness's, against a service that
 * knows exactly what it did and when.
 */
import { describe, expect, test } from 'vitest'
import type { RequestRecord } from '../../harness/history/record.ts'
import { outageTrial, type TrialResult } from '../support/outage-trial.ts'

const rates = { 'thing.add': 80, 'thing.read': 20 }
const loadMs = 5500
/** Well after k6 began even on a busy machine, and well before the load ends. */
const outageAt = { from: 3500, to: 4400 }
const testLimitMs = 60_000
/** Both programs read the same clock of the machine, and k6 reads its wall clock in milliseconds. */
const clockMs = 1.5

/** How many requests at the end of the load are a matter of luck on a busy machine. */
const edgeRequests = 2

const idOf = ({ op, seq }: RequestRecord): string => `${op}-${seq}`

function expectComplete({ records, summary }: TrialResult): void {
  const missed: string[] = []
  for (const [op, rate] of Object.entries(rates)) {
    const planned = (rate * loadMs) / 1000
    const seqs = records.filter((record) => record.op === op).map(({ seq }) => seq)
    // k6 that could not run at the very end lets a request or two more through, or begins them too late.
    expect(Math.abs(seqs.length - planned)).toBeLessThanOrEqual(edgeRequests)
    const missing = planned - seqs.length
    if (missing > 0)
      missed.push(`${missing} of ${planned} planned requests of ${op} were never started`)
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from(seqs.keys()))
    expect(summary.records).toContainEqual(
      expect.objectContaining({ op, rate, started: seqs.length, dropped: 0 }),
    )
  }
  expect(summary).toMatchObject({ ok: true, exitCode: 0 })
  // What was let go at the very end is told, and harms nothing; nothing else is doubted.
  expect(summary.doubts).toEqual(
    missed.map((text) => expect.objectContaining({ about: 'load', fatal: false, text })),
  )
}

function expectSchedule(records: readonly RequestRecord[]): void {
  for (const [op, rate] of Object.entries(rates)) {
    const own = records.filter((record) => record.op === op)
    const first = Math.min(...own.map(({ intended }) => intended))
    for (const { seq, intended, start, end } of own) {
      expect(intended - first).toBeCloseTo((seq * 1000) / rate, 1)
      expect(start).toBeGreaterThanOrEqual(intended - clockMs)
      expect(end).toBeGreaterThanOrEqual(start)
    }
  }
}

describe('records of k6 against the truth of the service', () => {
  test.concurrent.each([
    { mode: 'error', outcome: 'fail', status: 500, error: '1500' },
    { mode: 'hang', outcome: 'unknown', status: 0, error: '1050' },
    { mode: 'reset', outcome: 'unknown', status: 0, error: '1220' },
  ] as const)('$mode', { timeout: testLimitMs }, async ({ mode, outcome, status, error }) => {
    const outage = { mode, ...outageAt }
    const result = await outageTrial({ rates, loadMs, timeoutMs: 800, outage })
    expectComplete(result)
    expectSchedule(result.records)

    const served = Map.groupBy(result.truth.requests, ({ id }) => id)
    expect(new Set(served.keys())).toEqual(new Set(result.records.map(idOf)))
    const epoch = (result.truth.outage?.from ?? Number.NaN) - outage.from
    for (const record of result.records) {
      const deeds = served.get(idOf(record)) ?? []
      // k6 itself repeats a GET when a kept connection is reset; the last one says what came of it.
      if (mode === 'reset') expect(deeds.slice(0, -1).map(({ did }) => did)).not.toContain('ok')
      else expect(deeds).toHaveLength(1)
      const did = deeds.at(-1)?.did
      const expected = did === 'ok' ? { outcome: 'ok', status: 200 } : { outcome, status, error }
      expect(record).toMatchObject(expected)
      for (const { at } of deeds) {
        expect(at - epoch).toBeGreaterThanOrEqual(record.start - clockMs)
        expect(at - epoch).toBeLessThanOrEqual(record.end + clockMs)
      }
    }
    // The outage was in the load, so the test can fail: 0.9 s of 100/s.
    const bad = result.records.filter((record) => record.outcome !== 'ok')
    expect(bad.length).toBeGreaterThan(60)
    expect(bad.length).toBeLessThan(120)
  })

  test('refuse', { timeout: testLimitMs }, async () => {
    const outage = { mode: 'refuse', ...outageAt } as const
    const result = await outageTrial({ rates, loadMs, timeoutMs: 800, outage })
    expectComplete(result)
    expectSchedule(result.records)
    const { from, to } = result
    if (from === null || to === null) throw new Error('the stub never closed its port')
    const during = result.records.filter(({ start, end }) => start > from + clockMs && end < to)
    for (const record of during) expect(record).toMatchObject({ outcome: 'unknown', status: 0 })
    // A connection that waited to be accepted when the port closed is reset; all later ones are refused.
    expect(during.filter(({ error }) => error === '1212').length).toBeGreaterThan(60)
    expect(during.filter(({ error }) => error !== '1212' && error !== '1220')).toEqual([])
    const outside = result.records.filter(({ start, end }) => end < from || start > to + clockMs)
    for (const record of outside) expect(record).toMatchObject({ outcome: 'ok', status: 200 })
  })

  test('without an outage nothing fails', { timeout: testLimitMs }, async () => {
    const result = await outageTrial({ rates, loadMs })
    expectComplete(result)
    expect(result.records.filter(({ outcome }) => outcome !== 'ok')).toEqual([])
    const tokens = new Set(result.records.map(({ token }) => token))
    expect(tokens.size).toBe(result.records.length)
    // Rows come every 0.2 s; the rest is room for a busy machine.
    expect(Math.max(...result.arrivalMs)).toBeLessThan(1000)
  })
})
