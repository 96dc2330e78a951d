import { expect, test } from 'vitest'
import { available } from '../../../harness/checks/available.ts'
import { buildHistory, type BuiltOutage, type BuiltRun } from '../../support/build-history.ts'

function judge(
  outages: readonly BuiltOutage[],
  options: Readonly<Record<string, unknown>> = {},
  run: Partial<BuiltRun> = {},
) {
  const operations = { 'guide.ask': { rate: 50, tiers: ['popular'], outages } }
  const asked = available.options.parse({ available: 'guide.*', 'at-least': '75%', ...options })
  return available.judge(buildHistory({ ...run, operations }), asked)
}

test('enough, and one too few', () => {
  expect(judge([{ from: 0, to: 2500 }])).toMatchObject({ status: 'pass' })
  expect(judge([{ from: 0, to: 2520 }])).toMatchObject({
    status: 'fail',
    message:
      '74.80 % of 500 requests of guide.ask were served while the fault lasted; at least 75 % was promised',
    evidence: [
      { text: '126 of 500 requests had no good answer' },
      { text: expect.stringContaining('126 × guide.ask failed (1050)') },
    ],
  })
})

test('says what the number of requests proves', () => {
  const judgement = judge([], { 'at-least': '99.9%' })
  expect(judgement).toMatchObject({ status: 'pass' })
  expect('message' in judgement && judgement.message).toContain('proves no more than 99.23 %')
})

test('during chooses the part of the run', () => {
  const late = [{ from: 20_000, to: 45_000 }]
  expect(judge(late)).toMatchObject({ status: 'pass' })
  expect(judge(late, { during: 'observe' })).toMatchObject({ status: 'fail' })
  expect(judge(late, { during: 'all' })).toMatchObject({ status: 'fail' })
})

test('counting chooses whether accepted degraded answers count', () => {
  const outages = [
    { from: 0, to: 9000, outcome: 'degraded', tier: 'popular', latencyMs: 20 },
  ] as const
  expect(judge(outages)).toMatchObject({ status: 'fail' })
  expect(judge(outages, { counting: 'lenient' })).toMatchObject({ status: 'pass' })
})

test('where losses are meant, late answers are good and what was lost or simpler is not', () => {
  const slow = [{ from: 0, to: 9000, outcome: 'ok', latencyMs: 900 }] as const
  const lost = [{ from: 0, to: 9000, every: 3, latencyMs: 20 }] as const
  const simpler = [{ from: 0, to: 9000, outcome: 'degraded', tier: 'popular' }] as const
  expect(judge(slow).status).toBe('fail')
  expect(judge(slow, { counting: 'late' })).toMatchObject({
    status: 'pass',
    message: expect.stringContaining('were served, however late, while'),
  })
  expect(judge(lost, { counting: 'late' }).status).toBe('fail')
  expect(judge(simpler, { counting: 'late' }).status).toBe('fail')
})

test('too few requests are unknown', () => {
  expect(judge([], {}, { healMs: 300 })).toMatchObject({
    status: 'unknown',
    because: 'only 15 requests of guide.ask while the fault lasted; 20 are needed',
  })
})

test('a control is judged over the time a fault would have had', () => {
  expect(judge([], {}, { faultless: true })).toMatchObject({ status: 'pass' })
  expect(judge([{ from: 0, to: 30_000 }], {}, { faultless: true })).toMatchObject({
    status: 'fail',
  })
})
