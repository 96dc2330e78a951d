import type { ScenarioReport } from '../report-data.ts'
import { alwaysKept, plainScenario, report } from './parts.ts'
import { series } from './series.ts'

const from = -15_000
const to = 60_000

/** The fault touched nothing, and the load generator could not keep up: nothing is proved. */
export const inconclusiveScenario: ScenarioReport = {
  ...plainScenario,
  id: 'guide/recommend-link-slow',
  file: 'scenarios/guide/recommend-link-slow.yaml',
  claim: 'The guide answers from a lower tier when the recommender is slow.',
  tags: ['guide'],
  verdict: 'INCONCLUSIVE',
  headline: 'The load generator dropped 214 of 3,000 requests of guide.recommend.',
  happened:
    'guide-1→recommend-1 was slowed under 40 requests/s and healed after 20 s. guide.recommend answered every request, 0 of 800 degraded.',
  judgements: [
    {
      check: 'load-was-honest',
      summary: 'The load generator sent what it intended, when it intended.',
      asked: 'load-was-honest',
      status: 'unknown',
      message: 'The load generator dropped 214 of 3,000 requests of guide.recommend.',
      evidence: [{ at: 2100, text: 'first dropped request: guide.recommend #1484' }],
      next: 'Lower the rate of guide.recommend or give the machine more cores, then run it again.',
    },
    {
      check: 'recovers',
      summary: 'The operation serves users again in time, and stays.',
      asked: 'recovers: guide.recommend, within: 5s',
      status: 'unknown',
      message: 'guide.recommend was not back when observation ended.',
      evidence: [],
      next: 'Observe longer than 60 s, or find out why it does not come back.',
      measured: {
        label: 'recovery of guide.recommend',
        unit: 'ms',
        reading: { value: 60_000, samples: 2786, resolution: 50, censored: true },
        limit: { relation: 'at-most', value: 5000 },
      },
      line: 12,
    },
    ...alwaysKept.slice(0, 2),
  ],
  measures: [
    {
      name: 'time-to-recover',
      summary: 'From the fault until users were served again.',
      unit: 'ms',
      better: 'lower',
      op: 'guide.recommend',
      reading: { value: 60_000, samples: 2786, resolution: 50, censored: true },
    },
  ],
  timeline: {
    from,
    to,
    phases: [
      { phase: 'baseline', from, to: -40 },
      { phase: 'fault', from: -40, to: 20_000 },
      { phase: 'observe', from: 20_000, to },
    ],
    faults: [
      {
        fault: 'latency',
        target: ['guide-1→recommend-1', 'guide-2→recommend-1'],
        where: 'guide-1→recommend-1, guide-2→recommend-1',
        effect: 'answers delayed by 800 ms',
        requested: -40,
        effective: 0,
        healed: 20_000,
        touched: 3,
      },
      {
        fault: 'bandwidth',
        target: ['guide-1→recommend-2'],
        where: 'guide-1→recommend-2',
        effect: 'limited to 8 KiB/s',
        requested: 9_950,
        effective: 10_000,
        healed: null,
        touched: 0,
      },
    ],
    events: [],
    operations: [
      series({
        op: 'guide.recommend',
        rate: 40,
        latencyLimitMs: 800,
        from,
        to,
        p50: 44,
        spells: [{ from: 2000, to: 60_000, slow: 0.7, drag: 14, unknown: 0.1 }],
        recoveredAt: null,
        recoveryLimit: 5000,
      }),
    ],
  },
  doubts: [
    {
      at: 59_000,
      about: 'load',
      fatal: true,
      text: 'k6 dropped 214 iterations of guide.recommend',
    },
  ],
  reproduce: 'aftershock run guide/recommend-link-slow --seed 4711',
  history: 'guide-recommend-link-slow/history.jsonl',
}

export const inconclusive = report([inconclusiveScenario])
