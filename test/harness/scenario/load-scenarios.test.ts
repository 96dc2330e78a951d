import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../../harness/errors.ts'
import {
  loadScenarios,
  loadValidScenarios,
  scenarioFiles,
  scenarioId,
} from '../../../harness/scenario/load-scenarios.ts'
import { formatProblems } from '../../../harness/scenario/problem.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const folder = 'test/fixtures/scenarios'
const fixture = (name: string): string => join(folder, `${name}.yaml`)
const load = (name: string) => loadScenarios([fixture(name)], folder, smallVocabulary)

/** Good on purpose; every other fixture has the flaw that its name says. */
const good = ['valid', 'matrix']
const broken = readdirSync(folder)
  .map((name) => name.replace('.yaml', ''))
  .filter((name) => !name.startsWith('_') && !good.includes(name))

describe('what is wrong is told with its place and what is allowed', () => {
  test.each(broken)('%s', async (name) => {
    const { scenarios, problems, sources } = await load(name)
    expect(scenarios).toEqual([])
    await expect(formatProblems(problems, sources)).toMatchFileSnapshot(`problems/${name}.txt`)
  })

  test.each(broken.filter((name) => name !== 'five-mistakes'))(
    '%s: one flaw makes one problem, not what follows from it as well',
    async (name) => expect((await load(name)).problems).toHaveLength(1),
  )

  test('five mistakes are told at once', async () => {
    expect((await load('five-mistakes')).problems).toHaveLength(5)
  })
})

describe('a valid scenario', () => {
  test('is read with its units, defaults and words as written', async () => {
    const { scenarios, problems } = await load('valid')
    expect(problems).toEqual([])
    expect(scenarios).toEqual([
      {
        id: 'valid',
        file: fixture('valid'),
        parameters: {},
        claim: 'Shoppers keep their carts when the database dies.',
        tags: ['cart', 'smoke'],
        load: [
          { op: 'cart.add', rate: 40 },
          { op: 'cart.read', rate: 20 },
        ],
        faults: [
          {
            fault: 'crash',
            target: ['db:primary'],
            options: { as: 'process' },
            asked: '',
            atMs: 1000,
            lastsMs: 20_000,
          },
          {
            fault: 'slow',
            target: ['web→db'],
            options: { delay: 800 },
            asked: 'delay: 800ms',
            atMs: 10_200,
            lastsMs: 5000,
            when: { event: 'promoted', afterMs: 200, withinMs: 10_000 },
          },
        ],
        warmUpMs: 3000,
        baselineMs: 10_000,
        observeMs: 25_000,
        expect: [
          {
            check: 'returns',
            options: { returns: 'cart.*', within: 8000 },
            line: 12,
            asked: 'returns: cart.*, within: 8s',
          },
          {
            check: 'serves',
            options: { serves: 'cart.read', 'at-least': 0.999, during: 'fault' },
            line: 13,
            asked: 'serves: cart.read, at-least: 99.9%, during: fault',
          },
          {
            check: 'keeps-all',
            options: { 'keeps-all': true },
            line: 14,
            asked: 'keeps-all',
          },
          { check: 'plays', options: { plays: 'shop' }, line: 15, asked: 'plays: shop' },
        ],
        journeys: ['shop'],
        ledgers: ['carts'],
        without: ['retries'],
        plant: [],
        fresh: false,
        repeat: 2,
        requires: [],
        expectFail: { because: 'the spare is cold', ticket: 'SHOP-12', until: '2030-01-31' },
      },
    ])
  })

  test('makes one scenario per combination, over the parts it includes', async () => {
    const { scenarios, problems } = await load('matrix')
    expect(problems).toEqual([])
    expect(scenarios.map(({ id }) => id)).toEqual([
      'matrix@delay=100ms,lost=0',
      'matrix@delay=100ms,lost=3',
      'matrix@delay=1s,lost=0',
      'matrix@delay=1s,lost=3',
    ])
    const last = scenarios.at(-1)
    expect(last?.claim).toBe('A database that answers 1s late is not noticed.')
    expect(last?.parameters).toEqual({ delay: '1s', lost: '3' })
    expect(last?.faults[0]?.options).toEqual({ delay: 1000 })
    // A parameter that stands alone keeps its type: 3, not "3".
    expect(last?.expect.map(({ options }) => options)).toEqual([
      { 'keeps-all': true },
      { 'keeps-all': true, 'at-most': 3 },
    ])
    expect(last?.load.map(({ op }) => op)).toEqual(['cart.add', 'cart.read'])
    expect(last?.observeMs).toBe(20_000)
  })
})

test('parts are no scenarios, and ids do not depend on where the folder lies', async () => {
  const files = await scenarioFiles(folder)
  expect(files).toContain(fixture('valid'))
  expect(files.some((file) => file.includes('_usual-load'))).toBe(false)
  expect(scenarioId('/a/scenarios/cart/slow.yaml', '/a/scenarios')).toBe('cart/slow')
})

test('a folder that is not there is a user error', async () => {
  await expect(scenarioFiles('no/such/folder')).rejects.toThrow(UserError)
})

test('problems become one error that counts them, with the exit code for wrong usage', async () => {
  const files = [fixture('five-mistakes'), fixture('no-load')]
  const thrown = await loadValidScenarios(files, folder, smallVocabulary).catch((error) => error)
  expect(thrown).toBeInstanceOf(UserError)
  expect(thrown).toMatchObject({ exitCode: 64 })
  expect(String(thrown)).toMatch(/6 problems in 2 files\. Nothing was started\.$/)
})
