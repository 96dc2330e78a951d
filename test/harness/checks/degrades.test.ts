import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { degrades } from '../../../harness/checks/degrades.ts'
import type { RequestRecord } from '../../../harness/history/record.ts'
import { buildHistory, type BuiltOutage, type BuiltRun } from '../../support/build-history.ts'

const tiers = ['category', 'popular', 'resting']
const op = 'guide.recommend'

function judge(
  outages: readonly BuiltOutage[],
  options: Readonly<Record<string, unknown>> = {},
  run: Partial<BuiltRun> = {},
) {
  const history = buildHistory({ operations: { [op]: { tiers, outages } }, ...run })
  return degrades.judge(history, degrades.options.parse({ degrades: 'guide.*', ...options }))
}

const down = (from: number, to: number, tier: string, more: Partial<BuiltOutage> = {}) =>
  ({ from, to, outcome: 'degraded', tier, latencyMs: 20, ...more }) as const
const failing = (from: number, to: number) => ({ from, to, latencyMs: 100 }) as const
const wholeFault = down(-100, 10_000, 'popular')

describe('a ladder', () => {
  test('that is stepped down while hurt, and up again', () => {
    expect(judge([wholeFault], { within: '1s' })).toMatchObject({
      status: 'pass',
      message: expect.stringContaining(
        '0 of 200 requests of guide.recommend had no acceptable answer in time (popular 100 %)',
      ),
      measured: { unit: 'ratio', reading: { value: 0, samples: 200 }, limit: { value: 0 } },
    })
  })
  test('has no step for those who got no answer', () => {
    const some = [failing(0, 1000), down(1000, 10_000, 'popular')]
    expect(judge(some)).toMatchObject({
      status: 'fail',
      message:
        '20 of 200 requests of guide.recommend had no acceptable answer in time; at most 0 % was promised',
      evidence: [{ text: expect.stringContaining('20 × guide.recommend failed') }],
    })
    expect(judge(some, { 'at-most-failed': '10%' })).toMatchObject({ status: 'pass' })
    expect(judge(some, { 'at-most-failed': '9.9%' })).toMatchObject({ status: 'fail' })
  })
  test('is too slow when its answers come later than the limit', () => {
    expect(judge([down(0, 10_000, 'popular', { latencyMs: 501 })])).toMatchObject({
      status: 'fail',
      evidence: [{ text: expect.stringContaining('degraded to popular') }],
    })
  })
})

describe('how far down', () => {
  test('only the tiers that are named', () => {
    expect(judge([down(0, 10_000, 'resting')], { to: ['category', 'popular'] })).toMatchObject({
      status: 'fail',
      evidence: [{ text: expect.stringContaining('degraded to resting') }],
    })
    expect(judge([wholeFault], { to: ['category', 'popular'] }).status).toBe('pass')
  })
  test('no further than a tier, in the order of the operation', () => {
    expect(judge([wholeFault], { 'at-least-tier': 'popular' }).status).toBe('pass')
    expect(judge([wholeFault], { 'at-least-tier': 'category' }).status).toBe('fail')
  })
  test('never to a tier that the operation does not declare', () => {
    expect(judge([down(0, 10_000, 'guessed')]).status).toBe('fail')
  })
})

describe('a wrong answer', () => {
  const wrong = (at: number, error = 'wrong-content'): RequestRecord => ({
    ...{ kind: 'request', op, seq: 5000, intended: at, start: at, end: at + 20 },
    ...{ outcome: 'fail', status: 200, error },
  })
  test('breaks it, whatever share of failures is allowed', () => {
    expect(
      judge([wholeFault], { 'at-most-failed': '50%' }, { extra: [wrong(21_000)] }),
    ).toMatchObject({
      status: 'fail',
      message: '1 answers of guide.recommend looked good and were wrong',
      evidence: [{ at: 21_020, text: expect.stringContaining('was answered with 200') }],
    })
  })
  test('also after the fault, and when the baseline was not steady', () => {
    const shaky = { operations: { [op]: { tiers, backgroundErrors: 0.3 } } }
    expect(judge([], {}, { ...shaky, extra: [wrong(60_000, 'corrupt')] }).status).toBe('fail')
  })
  test('has a word of its own in other targets', () => {
    const priced = { extra: [wrong(21_000, 'old-price')] }
    const allowed = { 'at-most-failed': '50%' }
    expect(judge([wholeFault], allowed, priced).status).toBe('pass')
    expect(judge([wholeFault], { ...allowed, errors: ['old-price'] }, priced).status).toBe('fail')
  })
})

describe('full answers', () => {
  test('must be back in time when that is asked', () => {
    const late = [down(0, 14_000, 'popular')]
    expect(judge(late).status).toBe('pass')
    expect(judge(late, { within: '5s' }).status).toBe('pass')
    expect(judge(late, { within: '3s' })).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('at most 3.00 s was promised'),
    })
  })
})

describe('is unknown', () => {
  test('when nobody had to step down', () => {
    expect(judge([])).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('did not try the ladder'),
    })
  })
  test('when answers were as degraded before', () => {
    expect(judge([down(-60_000, 60_000, 'popular')])).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('degraded as much before the fault'),
    })
  })
  test('when a few more than before stepped down, as chance has it', () => {
    const always = down(-60_000, 60_000, 'category', { every: 20 })
    const few = down(1000, 1200, 'popular')
    expect(judge([few, always])).toMatchObject({ status: 'unknown' })
    expect(judge([down(1000, 3000, 'popular'), always]).status).toBe('pass')
    expect(judge([few]).status).toBe('pass')
  })
  test('when the operation has no ladder', () => {
    const bare = { operations: { [op]: { outages: [wholeFault] } } }
    expect(judge([], {}, bare)).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('declares no tier'),
    })
  })
  test('when hardly anybody asked', () => {
    expect(judge([wholeFault], {}, { healMs: 500 })).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('only 10 requests'),
    })
  })
})

test('a control needs no ladder, but good answers', () => {
  expect(judge([], { within: '1s' }, { faultless: true }).status).toBe('pass')
  expect(judge([failing(0, 5000)], {}, { faultless: true }).status).toBe('fail')
})

test('one more failed answer never turns a failure into a pass', () => {
  const rank = { pass: 0, unknown: 1, fail: 2 }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 4000 }), (a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a]
      const after = (ms: number) =>
        rank[
          judge([failing(0, ms), down(ms, 10_000, 'popular')], { 'at-most-failed': '20%' }).status
        ]
      expect(after(more)).toBeGreaterThanOrEqual(after(less))
    }),
    { numRuns: 20 },
  )
})
