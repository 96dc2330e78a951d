import type { ScenarioReport } from '../report-data.ts'
import { failingScenario } from './failing.ts'
import { facts, report } from './parts.ts'

/** Stopped with Ctrl-C while the fault lasted. */
export const interruptedScenario: ScenarioReport = {
  ...failingScenario,
  verdict: 'INCONCLUSIVE',
  headline: 'The run was interrupted 9.2 s after the fault.',
  judgements: failingScenario.judgements
    .filter((judgement) => judgement.status !== 'fail')
    .map((judgement) => ({
      check: judgement.check,
      summary: judgement.summary,
      asked: judgement.asked,
      status: 'unknown',
      message: 'The run was interrupted before this could be told.',
      evidence: [],
      next: 'Run it again to its end.',
    })),
  happened: 'redis-1 was killed under 140 requests/s. The run was interrupted 9.2 s later.',
  measures: [],
  screenshots: failingScenario.screenshots.slice(0, 1),
  errors: failingScenario.errors.slice(0, 1),
  timeline: {
    ...failingScenario.timeline,
    to: 9500,
    phases: [
      { phase: 'baseline', from: -15_000, to: -180 },
      { phase: 'fault', from: -180, to: 9500 },
    ],
    events: failingScenario.timeline.events.filter((event) => event.at < 9500),
    faults: failingScenario.timeline.faults.map((bar) => ({ ...bar, healed: 9300 })),
    operations: failingScenario.timeline.operations.map((operation) => ({
      ...operation,
      recoveredAt: null,
      bins: operation.bins.filter((bin) => bin.at < 9500),
    })),
  },
  doubts: [
    { at: 9200, about: 'interrupted', fatal: true, text: 'Ctrl-C; every fault was healed.' },
  ],
  durationMs: 24_700,
}

export const interrupted = report([interruptedScenario], {
  run: { ...facts, interrupted: true, durationMs: 31_000 },
})
