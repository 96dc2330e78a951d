import type { ScenarioReport } from '../../reports/report-data.ts'
import type { Plan } from '../scenario/plan.ts'

/** What is told about a scenario that could not even begin: INCONCLUSIVE, and why. */
export function notRun(
  plan: Plan,
  repeat: { readonly index: number; readonly of: number },
  reason: string,
  durationMs: number,
  reproduce: string,
): ScenarioReport {
  return {
    id: plan.scenario,
    file: plan.file,
    claim: plan.claim,
    tags: plan.tags,
    verdict: 'INCONCLUSIVE',
    repeat,
    seed: plan.seed,
    without: plan.without,
    planted: plan.plant,
    happened: 'The scenario did not begin.',
    headline: reason,
    judgements: [],
    measures: [],
    timeline: { from: 0, to: 0, phases: [], faults: [], events: [], operations: [] },
    errors: [],
    screenshots: [],
    doubts: [{ at: 0, about: 'environment', fatal: true, text: reason }],
    method: {},
    reproduce,
    history: '',
    durationMs,
  }
}
