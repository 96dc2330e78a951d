import { assertSwitches, explainPlan, planScenarios } from '../scenario/index.ts'
import { loadTarget } from './places.ts'
import { selectedScenarios, type SelectionOptions } from './selection.ts'
import { vocabularyOf } from './vocabulary.ts'

export interface ExplainOptions extends SelectionOptions {
  readonly target?: string
  readonly seed?: number
  readonly without?: readonly string[]
  readonly plant?: readonly string[]
}

/** Prints what a run would do, without doing it. */
export async function explain(paths: readonly string[], options: ExplainOptions): Promise<void> {
  const { target } = await loadTarget(options.target)
  assertSwitches(options, target)
  const scenarios = await selectedScenarios(paths, options, target)
  const { seed = 1, without, plant } = options
  const texts = planScenarios(scenarios, { seed, without, plant }).map((plan) =>
    explainPlan(plan, vocabularyOf(target)),
  )
  process.stdout.write(`${texts.join('\n\n')}\n`)
}
