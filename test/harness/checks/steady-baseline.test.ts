import { expect, test } from 'vitest'
import { steadyBaseline } from '../../../harness/checks/steady-baseline.ts'
import { buildHistory, type BuiltOperation, type BuiltRun } from '../../support/build-history.ts'

const judge = (built: BuiltOperation, run: Partial<BuiltRun> = {}) =>
  steadyBaseline.judge(buildHistory({ ...run, operations: { 'cart.add': built } }), {})

test('steady, whatever comes later', () => {
  expect(judge({ outages: [{ from: 0, to: 50_000 }] })).toMatchObject({ status: 'pass' })
})

test('steady, although the fault hurt what was under way when it began', () => {
  const latencyLimitMs = 2000
  expect(judge({ latencyLimitMs, outages: [{ from: -1900, to: 5000 }] }).status).toBe('pass')
  expect(judge({ latencyLimitMs, outages: [{ from: -2500, to: 5000 }] }).status).toBe('unknown')
})

test('errors that were over before the fault count, however late they came', () => {
  const refused = { from: -1900, to: 0, latencyMs: 20 }
  expect(judge({ latencyLimitMs: 2000, outages: [refused] }).status).toBe('unknown')
  expect(judge({ latencyLimitMs: 60_000, outages: [refused] }).status).toBe('unknown')
})

test('errors that are no more than noise', () => {
  expect(judge({ rate: 60, backgroundErrors: 0.005 }).status).toBe('pass')
})

test('errors that leave no doubt', () => {
  expect(judge({ rate: 60, backgroundErrors: 0.05 })).toMatchObject({
    status: 'unknown',
    because: expect.stringContaining('failed before the fault'),
  })
})

test('a trend in latency, up or down', () => {
  const slow = { outcome: 'ok', latencyMs: 90 } as const
  for (const part of [
    { from: -5000, to: 0 },
    { from: -15_000, to: -10_000 },
  ]) {
    expect(judge({ outages: [{ ...slow, ...part }] })).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('the latency of cart.add went from'),
    })
  }
})

test('short waits and long ones are no trend, however the median falls, but more long ones are', () => {
  const long = { outcome: 'ok', latencyMs: 900 } as const
  const first = { ...long, every: 2, from: -14_500, to: -10_000 }
  const last = { ...long, every: 2, from: -5000, to: 0 }
  const oneMore = { ...long, from: -500, to: 0 }
  const latencyLimitMs = 2500
  expect(judge({ latencyLimitMs, outages: [first, last, oneMore] }).status).toBe('pass')
  const fewer = { ...long, every: 3, from: -15_000, to: -10_000 }
  const more = [last, { ...long, from: -2500, to: 0 }]
  expect(judge({ latencyLimitMs, outages: [fewer, ...more] })).toMatchObject({
    status: 'unknown',
    because: expect.stringMatching(/went from [\d.]+ ms to 900 ms before the fault/),
  })
})

test('a difference that nobody feels is no trend', () => {
  const faster = [{ from: -5000, to: 0, outcome: 'ok', latencyMs: 2 } as const]
  expect(judge({ outages: faster }).status).toBe('pass')
  const slower = [{ from: -5000, to: 0, outcome: 'ok', latencyMs: 90 } as const]
  expect(judge({ outages: slower, latencyLimitMs: 600 }).status).toBe('unknown')
  expect(judge({ outages: slower, latencyLimitMs: 800 }).status).toBe('pass')
})

test('too few requests', () => {
  expect(judge({ rate: 1 })).toMatchObject({
    status: 'unknown',
    because: expect.stringMatching(/1\d requests before the fault, not 20/),
  })
})
