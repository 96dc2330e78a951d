import { readFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { checks } from '../../harness/checks/index.ts'
import { faults } from '../../harness/faults/index.ts'
import {
  explainPlan,
  formatProblems,
  loadScenarios,
  planScenario,
  scenarioFiles,
  schemaText,
} from '../../harness/scenario/index.ts'
import { scenarioSchema } from '../../harness/scenario/scenario-schema.ts'
import type { Switch, Weakness } from '../../harness/target/target.ts'
import target from '../../target-app/target.ts'
import { tableBelow } from '../support/repository.ts'

/* The scenarios that come with Aftershock, held against the real faults, checks and target. */

const vocabulary = { checks, faults, target }
const folder = 'scenarios'
const schema = scenarioSchema(vocabulary)
const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema)
const files = await scenarioFiles(folder)
const { scenarios, problems, sources } = await loadScenarios(files, folder, vocabulary)

test('nothing is wrong in any of them', () => {
  expect(formatProblems(problems, sources)).toBe('')
  expect(scenarios.length).toBeGreaterThan(0)
})

test('the schema for editors is up to date; `npx vitest run test/repo -u` writes it', async () => {
  await expect(schemaText(vocabulary)).toMatchFileSnapshot('../../scenarios/scenario.schema.json')
})

describe.each(files)('%s', (file) => {
  test('editors find nothing wrong either, and are told where to look', async () => {
    const text = await readFile(file, 'utf8')
    valid(parse(text))
    expect(valid.errors).toBe(null)
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./scenario.schema.json')
  })
})

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
  '%s',
  (_, scenario) => {
    test('asks no more than a laptop can give', () => {
      const total = scenario.load.reduce((sum, { rate }) => sum + rate, 0)
      expect(total).toBeLessThanOrEqual(150)
    })

    test('can be explained', () => {
      const text = explainPlan(planScenario(scenario, { seed: 1 }), vocabulary)
      expect(text).toContain(scenario.claim)
      expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/)
    })
  },
)

test('the smoke suite is three scenarios of at most 75 s of load each', () => {
  const smoke = scenarios.filter(({ tags }) => tags.includes('smoke'))
  expect(smoke).toHaveLength(3)
  for (const scenario of smoke) {
    expect(planScenario(scenario, { seed: 1 }).loadMs).toBeLessThanOrEqual(75_000)
  }
})

const proofs = [
  ...Object.entries<Weakness>(target.weaknesses).map(([name, { caughtBy }]) => ({
    ...{ name, by: caughtBy },
  })),
  ...Object.entries<Switch>(target.mechanisms).map(([name, { shownBy = [] }]) => ({
    ...{ name, by: shownBy },
  })),
].flatMap(({ name, by }) => by.map((proof) => [name, proof] as const))

test('weaknesses and mechanisms name scenarios that really ask for the check that shows them', () => {
  const missing = proofs.filter(([, { scenario, check }]) => {
    const found = scenarios.find(({ id }) => id === scenario)
    return !found?.expect.some((expectation) => expectation.check === check)
  })
  expect(missing).toEqual([])
})

test('every scenario that hurts something is named by what makes it fail', () => {
  const named = new Set(proofs.map(([, { scenario }]) => scenario))
  const unnamed = scenarios.filter(({ id, tags, faults, expectFail }) => {
    const isControl = tags.includes('control') && faults.length === 0
    return !isControl && expectFail === undefined && !named.has(id)
  })
  expect(unnamed.map(({ id }) => id)).toEqual([])
})

test('the page about scenarios shows one as it is, and explains every key of the language', async () => {
  const page = await readFile('scenarios/README.md', 'utf8')
  const shown = /```yaml\n([^]*?)```/.exec(page)?.[1]
  expect(shown).toBe(await readFile('scenarios/redis-primary-killed.yaml', 'utf8'))
  const explained = [...page.matchAll(/^\| `([a-z-]+)` *\|/gm)].map(([, key]) => key)
  expect(new Set(explained)).toEqual(new Set(Object.keys(schema.properties ?? {})))
})

test('the page about scenarios says of each what its time is spent on', async () => {
  const rows = tableBelow(await readFile('scenarios/README.md', 'utf8'), 'Where the time goes')
  const told = rows.flatMap(([first = '']) => /^\[([^\]]+)\]/.exec(first)?.[1] ?? [])
  expect(told).toEqual(scenarios.map(({ id }) => id).toSorted())
  expect(rows.filter((cells) => cells.length !== 8)).toEqual([])
})
