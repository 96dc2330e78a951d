import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { failsFast } from '../../../harness/checks/fails-fast.ts'
import { buildHistory, type BuiltOutage, type BuiltRun } from '../../support/build-history.ts'

const op = 'cart.read'

function judge(
  outages: readonly BuiltOutage[],
  options: Readonly<Record<string, unknown>> = {},
  run: Partial<BuiltRun> = {},
) {
  const asked = failsFast.options.parse({ 'fails-fast': 'cart.*', waiting: '700ms', ...options })
  const operations = { [op]: { tiers: ['kept'], outages } }
  return failsFast.judge(buildHistory({ operations, ...run }), asked)
}

const refused = (from: number, to: number, latencyMs = 5) =>
  ({ from, to, latencyMs, status: 503 }) as const

test('a clear no at once is fast, a clear no after a long wait is not', () => {
  expect(judge([refused(0, 10_000)])).toMatchObject({
    status: 'pass',
    message: '200 of 200 requests of cart.read that were not served were told so within 700 ms',
    measured: { reading: { value: 1, samples: 200 }, limit: { relation: 'at-least', value: 0.95 } },
  })
  expect(judge([refused(0, 1000, 1500), refused(1000, 10_000)])).toMatchObject({
    status: 'fail',
    message:
      '180 of 200 requests of cart.read that were not served were told so within 700 ms; at least 95 % was promised',
    evidence: [
      { text: expect.stringContaining('20 × cart.read failed') },
      { text: 'the longest waited 1.50 s' },
    ],
  })
})

test('the share of those who may wait', () => {
  const some = [refused(0, 1000, 1500), refused(1000, 10_000)]
  expect(judge(some, { 'at-least': '90%' }).status).toBe('pass')
  expect(judge(some, { waiting: '2s' }).status).toBe('pass')
})

test.each([
  ['silence', { status: 0, latencyMs: 5 }],
  ['a late answer', { outcome: 'ok', latencyMs: 600 }],
  ['a late answer of a lower tier', { outcome: 'degraded', tier: 'kept', latencyMs: 600 }],
  ['a wrong page', { status: 200, latencyMs: 5 }],
] as const)('%s is no refusal', (_, how) => {
  expect(judge([{ from: 0, to: 10_000, ...how }])).toMatchObject({ status: 'fail' })
})

test('who is served, fully or by an accepted tier, does not count', () => {
  const kept = { from: 0, to: 8000, outcome: 'degraded', tier: 'kept', latencyMs: 20 } as const
  expect(judge([kept, refused(8000, 10_000)])).toMatchObject({
    status: 'pass',
    measured: { reading: { samples: 40 } },
  })
})

test('a refusal is clear to who waits, whether or not a write was carried out', () => {
  const unclear = { from: 0, to: 10_000, outcome: 'unknown', latencyMs: 5, status: 503 } as const
  expect(judge([unclear]).status).toBe('pass')
})

test('only what was asked in that part of the run counts', () => {
  const late = [refused(0, 10_000), refused(10_000, 15_000, 1500)]
  expect(judge(late)).toMatchObject({ status: 'pass', measured: { reading: { samples: 200 } } })
  expect(judge(late, { during: 'observe' }).status).toBe('fail')
  expect(judge(late, { during: 'all' }).status).toBe('fail')
  // A fault that nobody heals lasts as long as the load.
  expect(judge(late, {}, { healMs: null }).status).toBe('fail')
})

test('a long run that failed throughout', () => {
  const outages = [refused(0, 10_000, 1500)]
  const history = buildHistory({ operations: { [op]: { outages } } })
  const slow = history.requests.filter(({ status }) => status === 503)
  const many = Array.from({ length: 300_000 / slow.length }, () => slow).flat()
  const asked = failsFast.options.parse({ 'fails-fast': op, waiting: '700ms' })
  const judged = failsFast.judge({ ...history, requests: [...history.requests, ...many] }, asked)
  expect(judged.status).toBe('fail')
})

test('nobody refused is no proof, but where nothing was hurt nothing had to fail', () => {
  expect(judge([refused(0, 500)])).toMatchObject({
    status: 'unknown',
    because:
      'only 10 requests of cart.read were not served; 20 are needed to tell how fast it fails',
  })
  expect(judge([], {}, { faultless: true }).status).toBe('pass')
})

test('a baseline that was not steady excuses', () => {
  const shaky = { from: -15_000, to: 0, every: 3, latencyMs: 1500, status: 503 } as const
  expect(judge([shaky, refused(0, 10_000, 1500)]).status).toBe('unknown')
})

test('to wait longer is never judged better', () => {
  const rank = { fail: 0, unknown: 1, pass: 2 } as const
  const wait = fc.integer({ min: 1, max: 3000 })
  fc.assert(
    fc.property(wait, wait, fc.integer({ min: 100, max: 2000 }), (a, b, waiting) => {
      const [short, long] = [Math.min(a, b), Math.max(a, b)]
      const of = (ms: number) =>
        rank[judge([refused(0, 10_000, ms)], { waiting: `${waiting}ms` }).status]
      expect(of(long)).toBeLessThanOrEqual(of(short))
    }),
    { numRuns: 30 },
  )
})
