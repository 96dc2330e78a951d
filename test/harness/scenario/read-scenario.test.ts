import { expect, test } from 'vitest'
import { checks } from '../../../harness/checks/index.ts'
import { readScenario } from '../../../harness/scenario/read-scenario.ts'
import { parseTree } from '../../../harness/scenario/source-tree.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const { target } = smallVocabulary
const ledger = { summary: 'things', read: () => Promise.resolve({ tokens: {} }) }
const ledgers = { carts: ledger, payments: ledger, parcels: ledger, returns: ledger }
const vocabulary = { ...smallVocabulary, checks, target: { ...target, ledgers } }

function ledgersOf(operation: string, ...expectations: readonly string[]): readonly string[] {
  const text = [
    'claim: Things stay.',
    `load: { ${operation}: 40/s }`,
    'baseline: 10s',
    'observe: 20s',
    'faults: [{ fault: crash, target: db-1, restart: 5s }]',
    'expect:',
    ...expectations.map((expectation) => `  - ${expectation}`),
  ].join('\n')
  const { tree } = parseTree('some.yaml', text)
  const origin = { id: 'some', file: 'some.yaml', parameters: {} }
  const { scenario, problems } = readScenario(tree, origin, vocabulary)
  expect(problems).toEqual([])
  return scenario?.ledgers ?? ['none']
}

test.each([
  ['that nobody writes to nor names', 'cart.read', ["{ available: 'cart.*', at-least: 99% }"], []],
  ['that the load writes to', 'cart.add', ['no-lost-writes'], ['carts']],
  ['that is a subject', 'cart.read', ['no-phantoms: parcels'], ['parcels']],
  [
    'that an option names, once',
    'cart.add',
    [
      '{ queue-drained: parcels, of: cart.add, dead-letters: returns }',
      '{ rpo: parcels, at-most: 5s }',
      '{ no-oversell, ledger: payments }',
    ],
    ['carts', 'parcels', 'returns', 'payments'],
  ],
])('what is read of a ledger %s', (_, operation, expectations, read) => {
  expect(ledgersOf(operation, ...expectations)).toEqual(read)
})
