import type { RepeatSummary, ReportData, ScenarioReport } from '../report-data.ts'
import { failingScenario } from './failing.ts'
import { inconclusiveScenario } from './inconclusive.ts'
import { report } from './parts.ts'
import { passingScenario } from './passing.ts'

const times = [6120, 14_212, 5731, 7044, 6480]

const runs: readonly ScenarioReport[] = times.map((ms, index) => ({
  ...(ms > 8000 ? failingScenario : passingScenario),
  repeat: { index: index + 1, of: times.length },
  seed: 4711 + index,
}))

const repeats: readonly RepeatSummary[] = [
  {
    scenario: failingScenario.id,
    verdicts: runs.map((run) => run.verdict),
    measures: [
      {
        name: 'time-to-recover',
        op: 'cart.add',
        unit: 'ms',
        values: times,
        censored: times.map(() => false),
        n: 5,
        median: 6480,
        min: 5731,
        max: 14_212,
        interval: [4570, 11_630],
        resolution: 42,
      },
      {
        name: 'time-to-recover',
        op: 'cart.read',
        unit: 'ms',
        values: [2180, 2310, 1990, 2402, 2075],
        censored: times.map(() => false),
        n: 5,
        median: 2180,
        min: 1990,
        max: 2402,
        interval: [1980, 2400],
        resolution: 42,
      },
      {
        name: 'availability',
        op: 'cart.add',
        unit: 'ratio',
        values: [0.77, 0.431, 0.774, 0.72, 0.741],
        censored: times.map(() => false),
        n: 5,
        median: 0.741,
        min: 0.431,
        max: 0.774,
        interval: null,
        resolution: null,
      },
    ],
  },
]

/** A suite: one scenario run five times, one control, one inconclusive. */
export const repeated: ReportData = report(
  [
    ...runs,
    inconclusiveScenario,
    {
      ...passingScenario,
      id: 'cart/control',
      file: 'scenarios/cart/control.yaml',
      tags: ['control'],
    },
    { ...passingScenario, id: 'promo/queue-restarts', tags: ['promo'] },
  ],
  { repeats },
)
