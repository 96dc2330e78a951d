import { expect, test } from 'vitest'
import { loadTarget } from '../../../harness/cli/places.ts'
import { vocabularyOf } from '../../../harness/cli/vocabulary.ts'
import { act } from '../../../harness/faults/act.ts'
import {
  explainPlan,
  listWords,
  loadValidScenarios,
  planScenario,
  scenarioFiles,
} from '../../../harness/scenario/index.ts'
import { fakeContext } from '../../support/fake-target-context.ts'
import { fakeEnvironment } from '../../support/fake-environment.ts'
import { tinyModule } from '../../support/tiny.ts'
import { victimsOf } from '../../support/victims.ts'

/* The second target, as its own scenarios use it: with actions, and with some of its services only. */

const folder = 'test/fixtures/targets/tiny/scenarios'
const { target } = await loadTarget(tinyModule)
const vocabulary = vocabularyOf(target)
const never = new AbortController().signal

test('all of its scenarios are valid, and its words can be listed', async () => {
  const scenarios = await loadValidScenarios(await scenarioFiles(folder), folder, vocabulary)
  expect(scenarios.length).toBeGreaterThan(3)
  expect(listWords(vocabulary)).toContain('forget-all')
})

test('a scenario that does an action is explained in the words of the target', async () => {
  const files = [`${folder}/notes-thrown-away.yaml`]
  const [scenario] = await loadValidScenarios(files, folder, vocabulary)
  if (scenario === undefined) throw new Error('the scenario is gone')
  const text = explainPlan(planScenario(scenario, { seed: 1 }), vocabulary)
  expect(text).toContain('forget-all  throw all notes away')
  expect(text).toMatch(/Only started\n +back +back\n +front +front-1/)
})

test('its action does what it says, or says that it was not done', async () => {
  const asked: unknown[] = []
  const answering = (status: number) => ({
    ...fakeEnvironment(),
    actions: target.actions ?? {},
    context: () => ({
      ...fakeContext({}, () => ''),
      fetch: async (path: string, init?: RequestInit) => {
        asked.push(`${init?.method} ${path}`)
        return new Response('', { status })
      },
    }),
  })
  const injection = await act.inject(victimsOf(answering(200)), { action: 'forget-all' }, never)
  expect(injection.effect).toBe('all notes were thrown away')
  expect(asked).toEqual(['DELETE /'])
  const refused = act.inject(victimsOf(answering(502)), { action: 'forget-all' }, never)
  await expect(refused).rejects.toThrow('status 502')
})
