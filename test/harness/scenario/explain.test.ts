import { expect, test } from 'vitest'
import { explainPlan } from '../../../harness/scenario/explain.ts'
import { listScenarios } from '../../../harness/scenario/list.ts'
import { loadValidScenarios } from '../../../harness/scenario/load-scenarios.ts'
import { controlOf, planScenarios } from '../../../harness/scenario/planner.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const folder = 'test/fixtures/scenarios'
const files = ['valid', 'matrix'].map((name) => `${folder}/${name}.yaml`)
const scenarios = await loadValidScenarios(files, folder, smallVocabulary)
const [plan] = planScenarios(scenarios, { seed: 41, plant: ['forgetful'] })
if (plan === undefined) throw new Error('the valid fixture must be valid')

test('a plan is told whole: times, victims, load, expectations with their resolution, switches', async () => {
  await expect(explainPlan(plan, smallVocabulary)).toMatchFileSnapshot('explained/valid.txt')
})

test('a control says that nothing will be hurt', () => {
  const text = explainPlan(controlOf(plan), smallVocabulary)
  expect(text).not.toContain('Will be hurt')
  expect(text).not.toContain('Known to break')
})

test('the list has one row per scenario, in columns', async () => {
  await expect(listScenarios(scenarios)).toMatchFileSnapshot('explained/list.txt')
})
