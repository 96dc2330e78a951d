import { describe, expect, test } from 'vitest'
import { recovers } from '../../../harness/checks/recovers.ts'
import { buildHistory, type BuiltOutage, type BuiltRun } from '../../support/build-history.ts'

const asked = (options: Readonly<Record<string, unknown>> = {}) =>
  recovers.options.parse({ recovers: 'cart.*', within: '4s', ...options })

function judge(
  outages: readonly BuiltOutage[],
  run: Partial<BuiltRun> = {},
  options: Readonly<Record<string, unknown>> = {},
) {
  const history = buildHistory({ healMs: 25_000, ...run, operations: { 'cart.add': { outages } } })
  return recovers.judge(history, asked(options))
}

test('back in time', () => {
  expect(judge([{ from: 0, to: 3000 }])).toMatchObject({
    status: 'pass',
    message: expect.stringMatching(/^cart\.add was back 3\.0\d s after kill store-1 \(± 150 ms\)$/),
    measured: { limit: { relation: 'at-most', value: 4000 } },
  })
})

test('back too late, with what failed after the promised time', () => {
  const judgement = judge([{ from: 0, to: 6000 }])
  expect(judgement).toMatchObject({ status: 'fail', evidence: [{ at: 24_000 }, {}, {}] })
  const texts = judgement.status === 'fail' ? judgement.evidence.map(({ text }) => text) : []
  expect(texts[1]).toMatch(
    /^40 × cart\.add failed \(1050\) from 4\.0\d s to (5\.9\d|6\.00) s after zero$/,
  )
})

test('back in time and lost again is not kept', () => {
  const judgement = judge([
    { from: 0, to: 2000 },
    { from: 10_000, to: 12_000 },
  ])
  expect(judgement).toMatchObject({ status: 'fail' })
  expect('message' in judgement && judgement.message).toContain(
    'lost again after recovery: 1 times',
  )
})

test('a short disturbance by the healing counts from the healing', () => {
  const outages = [
    { from: 0, to: 3000 },
    { from: 25_000, to: 27_000 },
  ]
  expect(judge(outages)).toMatchObject({ status: 'pass' })
  expect(judge(outages, {}, { within: '2500ms' })).toMatchObject({ status: 'fail' })
})

test('a fault that must be healed first is judged by the other clock', () => {
  const outages = [{ from: 0, to: 27_000 }]
  expect(judge(outages)).toMatchObject({ status: 'fail' })
  expect(judge(outages, {}, { since: 'heal' })).toMatchObject({ status: 'pass' })
  expect(judge(outages, { healMs: null }, { since: 'heal' })).toMatchObject({ status: 'unknown' })
})

test('what began with the fault and outlasts its healing by too much is judged since the heal', () => {
  // Healed at 25 s by default; the promise is 4 s.
  expect(judge([{ from: 0, to: 33_000 }], {}, { since: 'heal' })).toMatchObject({ status: 'fail' })
  expect(judge([{ from: 0, to: 99_000 }], {}, { since: 'heal' })).toMatchObject({ status: 'fail' })
  expect(judge([{ from: 0, to: 9000 }], {}, { since: 'heal' })).toMatchObject({
    status: 'pass',
    message: 'cart.add was back before the last heal',
  })
})

test('a broken limit is broken, whatever could not be seen to its end', () => {
  const outages = [
    { from: 0, to: 15_000 },
    { from: 57_000, to: 99_000 },
  ]
  expect(judge(outages, { healMs: 56_000, loadMs: 59_000 })).toMatchObject({
    status: 'fail',
    measured: { reading: { value: expect.closeTo(15_000, -2) } },
  })
})

describe('when observation ends first', () => {
  test('it fails if the promised time is over', () => {
    const judgement = judge([{ from: 0, to: 99_000 }], { loadMs: 30_000 })
    expect(judgement).toMatchObject({ status: 'fail', measured: { reading: { censored: true } } })
  })
  test('it is unknown if the promised time is not over, or what followed was too short', () => {
    expect(judge([{ from: 0, to: 99_000 }], { loadMs: 3000 })).toMatchObject({
      status: 'unknown',
      because: expect.stringMatching(/^cart\.add was not back 3\.00 s after .*observation ended$/),
    })
    expect(judge([{ from: 0, to: 2000 }], { loadMs: 5000 })).toMatchObject({
      status: 'unknown',
      because: expect.stringMatching(
        /^cart\.add was good again after 2\.0\d s, .* so for 5\.00 s$/,
      ),
      next: 'Observe for longer.',
      measured: { reading: { censored: true }, limit: { relation: 'at-most' } },
    })
  })
})

test('a control passes, and fails if users lost the operation all the same', () => {
  expect(judge([], { faultless: true })).toMatchObject({ message: 'cart.add was never impaired' })
  expect(judge([{ from: 9000, to: 15_000 }], { faultless: true })).toMatchObject({ status: 'fail' })
})

test('failures too few to stand out are told with their share', () => {
  expect(judge([{ from: 2000, to: 22_000, every: 67 }])).toMatchObject({
    status: 'pass',
    message:
      'cart.add was never impaired for long, though 6 of 1199 requests (0.50 %) had no good answer',
    measured: { reading: { value: 0, note: expect.stringContaining('6 of 1199') } },
  })
})

test('leniently, degraded answers that users accept are enough', () => {
  const outages = [
    { from: 0, to: 20_000, outcome: 'degraded', tier: 'popular', latencyMs: 20 },
  ] as const
  const history = buildHistory({ operations: { 'cart.ask': { tiers: ['popular'], outages } } })
  expect(recovers.judge(history, asked())).toMatchObject({ status: 'fail' })
  expect(recovers.judge(history, asked({ counting: 'lenient' }))).toMatchObject({ status: 'pass' })
})

test('of several operations the worst decides and each is named', () => {
  const operations = {
    'cart.add': { outages: [{ from: 0, to: 9000 }] },
    'cart.read': { outages: [{ from: 0, to: 8000 }] },
    'cart.list': {},
  }
  const judgement = recovers.judge(buildHistory({ operations }), asked())
  expect(judgement).toMatchObject({ status: 'fail' })
  expect('message' in judgement && judgement.message).toMatch(
    /cart\.add was.*; also broken: cart\.read/,
  )
})
