import { describe, expect, test } from 'vitest'
import type { Judgement } from '../../../harness/checks/check.ts'
import type { RunHistory } from '../../../harness/history/history.ts'
import type { FaultRecord } from '../../../harness/history/record.ts'
import type { JudgedCheck, ScenarioFacts } from '../../../harness/report/scenario-facts.ts'
import { buildScenarioReport } from '../../../harness/report/scenario-report.ts'
import { buildHistory } from '../../support/build-history.ts'

const zero = 20_000

function recovers(judgement: Judgement, more: object = {}): JudgedCheck {
  const options = { recovers: 'cart.*', within: 8000, since: 'fault', ...more }
  return {
    check: 'recovers',
    summary: 'It comes back.',
    asked: 'recovers: cart.*, within: 8s',
    options,
    line: 9,
    judgement,
  }
}

const broken: Judgement = {
  status: 'fail',
  message: 'cart.add was back 9.20 s after kill store-1; at most 8.00 s was promised',
  evidence: [{ at: zero + 31, text: 'first failure' }, { text: 'without a time' }],
  measured: {
    label: 'time to recover, cart.add',
    unit: 'ms',
    reading: { value: 9200, samples: 3599, at: zero + 9200 },
    limit: { relation: 'at-most', value: 8000 },
  },
}

function factsOf(history: RunHistory, more: Partial<ScenarioFacts> = {}): ScenarioFacts {
  return {
    history,
    verdict: 'FAILED',
    judgements: [recovers(broken)],
    measures: [],
    recoveredAt: () => zero + 9200,
    tags: ['cart'],
    repeat: { index: 1, of: 1 },
    reproduce: 'aftershock run store/kill --seed 1',
    historyPath: 'store/kill/history.jsonl',
    durationMs: 90_000,
    ...more,
  }
}

const outage = buildHistory({
  operations: {
    'cart.add': { rate: 60, outages: [{ from: 0, to: 9200 }] },
    'guide.ask': {
      rate: 5,
      tiers: ['popular'],
      outages: [{ from: 0, to: 9000, outcome: 'degraded', tier: 'popular', latencyMs: 40 }],
    },
  },
  extra: [
    { kind: 'doubt', at: zero + 500, about: 'clock', fatal: false, text: 'late starts' },
    {
      kind: 'browser',
      journey: 'shop',
      moment: 'fault',
      start: zero + 4000,
      end: zero + 5000,
      ok: false,
      steps: [{ name: 'open', ok: false, ms: 1000 }],
      error: 'no page',
      screenshot: 'shop-fault.png',
    },
  ],
})

describe('buildScenarioReport', () => {
  const report = buildScenarioReport(
    factsOf(outage, { thumbnail: (path) => `data:image/png,${path}` }),
  )

  test('puts every time on the axis whose zero is the effective fault', () => {
    expect(report.timeline.from).toBe(-15_000)
    expect(report.timeline.to).toBeCloseTo(60_000, -3)
    expect(report.timeline.faults).toEqual([
      {
        fault: 'kill',
        target: ['store-1'],
        where: 'store-1',
        effect: 'kill',
        requested: -80,
        effective: 0,
        healed: 10_000,
        touched: null,
      },
    ])
    expect(report.timeline.phases.map(({ phase, from }) => [phase, from])).toEqual([
      ['baseline', -15_000],
      ['fault', -80],
      ['observe', 10_000],
    ])
    expect(report.timeline.zero).toBe(new Date(1_700_000_000_000 + zero).toISOString())
    expect(report.judgements[0]?.evidence).toEqual([
      { at: 31, text: 'first failure' },
      { text: 'without a time' },
    ])
    expect(report.judgements[0]?.measured?.reading).toMatchObject({ value: 9200, at: 9200 })
    expect(report.doubts).toEqual([{ at: 500, about: 'clock', fatal: false, text: 'late starts' }])
    expect(report.screenshots).toMatchObject([
      { at: 4000, path: 'shop-fault.png', thumbnail: 'data:image/png,shop-fault.png' },
    ])
  })

  test('counts the outage in the bins it falls into', () => {
    const [cart] = report.timeline.operations
    const failed = cart?.bins.filter((bin) => bin.fail > 0).map((bin) => bin.at) ?? []
    expect([failed[0], failed.at(-1)]).toEqual([0, 9000])
    expect(cart).toMatchObject({ binMs: 500, recoveredAt: 9200, recoveryLimit: 8000 })
    expect(report.timeline.operations[1]).not.toHaveProperty('recoveryLimit')
  })

  test('says in words what was done and what users felt', () => {
    expect(report.happened).toMatchInlineSnapshot(
      `"kill on store-1 under 65 requests/s: it was healed after 10.0 s. cart.add failed 552 of 600 requests and was back at +9.20 s; guide.ask degraded 45 of 50 requests and was back at +9.20 s."`,
    )
    expect(report.headline).toBe(
      'cart.add was back 9.20 s after kill store-1; at most 8.00 s was promised.',
    )
  })

  test('groups errors by what they meant', () => {
    expect(report.errors).toMatchObject([
      { op: 'cart.add', error: '1050', meaning: 'no answer before the user gave up', count: 552 },
    ])
  })
})

describe('sentences', () => {
  const steady = { 'cart.add': { rate: 60 } }

  test('a control run', () => {
    const history = buildHistory({ operations: steady, faultless: true })
    const facts = factsOf(history, { verdict: 'PASSED', judgements: [], recoveredAt: () => null })
    expect(buildScenarioReport(facts).happened).toBe(
      'No fault was injected under 60 requests/s. cart.add answered all 3,599 requests well.',
    )
    expect(buildScenarioReport(facts)).not.toHaveProperty('headline')
  })

  test('a permanent fault, late and unanswered requests', () => {
    const history = buildHistory({
      operations: {
        'cart.add': {
          rate: 10,
          outages: [
            { from: 0, to: 1000, outcome: 'unknown' },
            { from: 1000, to: 3000, outcome: 'ok', latencyMs: 900 },
          ],
        },
      },
      healMs: null,
    })
    expect(buildScenarioReport(factsOf(history, { recoveredAt: () => null })).happened).toBe(
      'kill on store-1 under 10 requests/s: it was not healed. cart.add left 10 unanswered and answered 20 too late of 599 requests.',
    )
  })

  test('a fault that never took effect', () => {
    const whole = buildHistory({ operations: steady })
    const requested = whole.faults.filter(({ stage }) => stage === 'requested')
    const failed = requested.map((record): FaultRecord => ({
      ...record,
      stage: 'failed',
      note: 'no such container',
    }))
    const history = { ...whole, faults: [...requested, ...failed] }
    const report = buildScenarioReport(factsOf(history, { verdict: 'INCONCLUSIVE' }))
    expect(report.happened).toBe(
      'kill on store-1 never took effect: no such container. The fault was never in effect, so users felt nothing of it.',
    )
  })

  test('the gravest doubt heads an inconclusive run', () => {
    const history = buildHistory({
      operations: steady,
      extra: [
        { kind: 'doubt', at: 1, about: 'load', fatal: true, text: '214 requests were dropped' },
      ],
    })
    const unknown = recovers({
      status: 'unknown',
      because: 'too few requests',
      next: 'Raise the rate.',
    })
    const report = buildScenarioReport(
      factsOf(history, { verdict: 'INCONCLUSIVE', judgements: [unknown], recoveredAt: () => null }),
    )
    expect(report.headline).toBe('214 requests were dropped.')
    expect(report.judgements[0]).toMatchObject({
      message: 'too few requests',
      next: 'Raise the rate.',
    })
    // Nothing was judged, so no limit is drawn that would look broken.
    expect(report.timeline.operations[0]).not.toHaveProperty('recoveryLimit')
  })
})

test('a limit that counts from the heal is drawn after the heal', () => {
  const facts = factsOf(outage, { judgements: [recovers(broken, { since: 'heal', within: 2000 })] })
  expect(buildScenarioReport(facts).timeline.operations[0]?.recoveryLimit).toBe(12_000)
})

test('an operation that was never away shows no return', () => {
  const facts = factsOf(outage, { recoveredAt: () => zero })
  const [cart] = buildScenarioReport(facts).timeline.operations
  expect(cart?.recoveredAt).toBeNull()
  expect(cart).not.toHaveProperty('recoveryLimit')
})

test('a run that was interrupted before its baseline still makes a report', () => {
  const history = buildHistory({ operations: { 'cart.add': { rate: 10 } } })
  const empty = {
    ...history,
    requests: [],
    faults: [],
    events: [],
    load: [],
    phases: history.phases.slice(0, 1),
  }
  const report = buildScenarioReport(
    factsOf(empty, { verdict: 'INCONCLUSIVE', judgements: [], recoveredAt: () => null }),
  )
  expect(report.timeline.to).toBeGreaterThan(report.timeline.from)
  expect(report.headline).toBe('Nothing was judged.')
})
