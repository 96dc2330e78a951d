import { readFile } from 'node:fs/promises'
import { test } from 'vitest'
import { parse } from 'yaml'
import { vocabularyOf } from '../../harness/cli/vocabulary.ts'
import { loadValidScenarios, planScenario, scenarioFiles } from '../../harness/scenario/index.ts'
import target from '../../target-app/target.ts'
import { fastest, tell } from './ratio.ts'

const vocabulary = vocabularyOf(target)
const files = await scenarioFiles('scenarios')

async function plans() {
  const scenarios = await loadValidScenarios(files, 'scenarios', vocabulary)
  return scenarios.map((scenario) => planScenario(scenario, { seed: 1 }))
}

async function parsed(): Promise<readonly unknown[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return texts.map((text): unknown => parse(text))
}

test('from files to plans', async ({ bench, task }) => {
  const times = await fastest(bench, { plans, parsed })
  tell(task, {
    what: `from ${files.length} scenario files to plans`,
    unit: 'ms',
    measured: times.plans,
    against: 'parsing their YAML',
    baseline: times.parsed,
    near: 5,
  })
})
