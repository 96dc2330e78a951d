import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { restored } from '../../../harness/checks/restored.ts'
import type { RunHistory } from '../../../harness/history/history.ts'
import { tokenPrefixOf } from '../../../harness/history/token-prefix.ts'
import { headerOf } from '../../support/build-history.ts'
import { buildWrites, zero, type BuiltWrites } from '../../support/build-writes.ts'

const header = headerOf({ operations: {} })
const token = (seq: number): string => `${tokenPrefixOf(header)}order.place-${seq}`
/** Acknowledged 20 ms later: 5, 3 and 1 s before the damage. */
const ages = [5020, 3020, 1020]
const writes = ages.map((age, seq) => ({ token: token(seq), at: -age }))
/** A backup that was taken two seconds before the damage, on the wall clock. */
const totals = { recoveryPoint: header.epoch.wall + zero - 2000 }

function judge(built: Partial<BuiltWrites>, options: Readonly<Record<string, unknown>> = {}) {
  const history: RunHistory = buildWrites({ writes, totals, ...built })
  const said = { kind: 'load', at: 90_000, op: 'order.place', rate: 20, dropped: 0 } as const
  const load = [{ ...said, started: history.requests.length }]
  return restored.judge(
    { ...history, load },
    restored.options.parse({ restored: 'orders', ...options }),
  )
}
const holding = (...seqs: number[]) => Object.fromEntries(seqs.map((seq) => [token(seq), 1]))

test('everything from before the recovery point is back; what came later may be lost', () => {
  expect(judge({ final: holding(0, 1) })).toMatchObject({
    status: 'pass',
    message: expect.stringContaining(
      'none of 2 writes to orders acknowledged before the recovery point (2.00 s before the damage) are missing',
    ),
    measured: { reading: { value: 0, samples: 2, at: zero - 2000 }, limit: { value: 0 } },
  })
})

test('tells the age of what was restored by the damage that it is told', () => {
  const message = (damage: string): unknown => judge({ final: holding(0, 1) }, { damage })
  expect(message('kill')).toMatchObject({
    message: expect.stringContaining('(2.00 s before the damage)'),
  })
  expect(message('flood')).toMatchObject({
    message: expect.stringContaining('acknowledged before the recovery point are missing'),
  })
})

test('something is missing', () => {
  expect(judge({ final: holding(0, 2) })).toMatchObject({
    status: 'fail',
    message: expect.stringContaining('1 of 2 writes to orders'),
    evidence: [
      { at: zero - 3000, text: `${token(1)}: order.place was acknowledged, and it is not there` },
    ],
    measured: { reading: { value: 1 } },
  })
})

test('something is there that nobody asked for', () => {
  expect(judge({ final: holding(0, 1, 2, 9) })).toMatchObject({
    status: 'fail',
    evidence: [{ text: `${token(9)}: nobody asked for it` }],
  })
})

test('a control restores nothing, and everything is there', () => {
  const run = { faultless: true }
  expect(judge({ final: holding(0, 1, 2), totals: {}, run }).status).toBe('pass')
  expect(judge({ final: holding(0, 1), totals: {}, run }).status).toBe('fail')
})

test.each([
  { because: 'never read', built: {} },
  { because: 'never read', built: { final: holding(0, 1), settled: false } },
  { because: 'does not say its recoveryPoint', built: { final: holding(0, 1), totals: {} } },
  {
    because: 'does not say its recoveryPoint',
    built: { final: holding(0, 1), totals: { recoveryPoint: NaN } },
  },
  {
    because: 'had not come when it was read',
    built: { final: holding(0), totals: { recoveryPoint: totals.recoveryPoint * 1000 } },
  },
  { because: 'nothing was restored', built: { final: holding(0), totals: { recoveryPoint: 0 } } },
  {
    because: 'acknowledged before the recovery point',
    built: { final: holding(0), totals: { recoveryPoint: header.epoch.wall + 100 } },
  },
])('unknown: $because', ({ because, built }) => {
  expect(judge(built)).toMatchObject({
    status: 'unknown',
    because: expect.stringContaining(because),
  })
})

test('unknown: the clock was set, and the recovery point is a time of day', () => {
  const doubt = { kind: 'doubt', at: zero, about: 'clock', fatal: true, text: 'set' } as const
  const history = { ...buildWrites({ writes, totals, final: holding(0) }), doubts: [doubt] }
  expect(restored.judge(history, { restored: 'orders' })).toMatchObject({
    status: 'unknown',
    because: 'set',
  })
})

test('the recovery point may be told by another ledger', () => {
  expect(judge({ final: holding(0, 1) }, { point: 'backups' })).toMatchObject({
    status: 'unknown',
    because: 'backups was never read until it stopped changing',
  })
})

test('fails exactly when something from before the recovery point is missing', () => {
  const age = fc.integer({ min: 1, max: 6000 })
  fc.assert(
    fc.property(fc.subarray([0, 1, 2], { minLength: 1 }), age, (kept, point) => {
      const recoveryPoint = header.epoch.wall + zero - point
      const owed = [0, 1, 2].filter((seq) => (ages[seq] ?? 0) - 20 > point)
      const whole = owed.every((seq) => kept.includes(seq))
      const expected = owed.length === 0 ? 'unknown' : whole ? 'pass' : 'fail'
      expect(judge({ final: holding(...kept), totals: { recoveryPoint } }).status).toBe(expected)
    }),
    { numRuns: 80 },
  )
})
