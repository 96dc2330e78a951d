import { seededRandom } from '../random.ts'
import type { Plan, PlannedFault } from './plan.ts'
import { durationMs, type Scenario } from './scenario.ts'
import type { Switches } from './switches.ts'

/** The seed moves faults by 0 to so many milliseconds: as long as the usual gap between health checks' ticks. */
export const maxJitterMs = 500

/** What the caller decides about all scenarios of a run. */
export interface Choices extends Switches {
  readonly seed: number
}

/**
 * Makes a scenario concrete. Pure: the same scenario and choices give the same plan. All faults of a
 * plan are moved by one and the same jitter, so that the distances between them stay as written, and
 * the jitter depends on the scenario's id, so that it is the same whatever else runs.
 */
export function planScenario(scenario: Scenario, choices: Choices): Plan {
  const { id, warmUpMs, baselineMs, observeMs, faults, expectFail, ...same } = scenario
  const random = seededRandom(choices.seed).derive(id).derive('jitter')
  const jitterMs = faults.length === 0 ? 0 : random.integer(0, maxJitterMs)
  return {
    ...same,
    scenario: id,
    seed: choices.seed,
    warmUpMs,
    baselineMs,
    observeMs,
    loadMs: durationMs(scenario) + jitterMs,
    faults: faults.map(({ lastsMs, atMs, ...fault }, index): PlannedFault => {
      const at = atMs + jitterMs
      return { ...fault, id: index, atMs: at, healMs: lastsMs === null ? null : at + lastsMs }
    }),
    without: union(scenario.without, choices.without),
    plant: union(scenario.plant, choices.plant),
    jitterMs,
    ...(expectFail === undefined ? {} : { expectFail }),
  }
}

export function planScenarios(scenarios: readonly Scenario[], choices: Choices): readonly Plan[] {
  return scenarios.map((scenario) => planScenario(scenario, choices))
}

/** The same plan with nothing hurt: it must pass, or what the plan says proves nothing. */
export function controlOf(plan: Plan): Plan {
  const { expectFail: _, ...rest } = plan
  return { ...rest, faults: [], jitterMs: 0 }
}

function union(a: readonly string[], b: readonly string[] = []): readonly string[] {
  return [...new Set([...a, ...b])]
}
