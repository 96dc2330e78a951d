import { expect, test } from 'vitest'
import { checks } from '../../../harness/checks/index.ts'
import { readScenario } from '../../../harness/scenario/read-scenario.ts'
import { parseTree } from '../../../harness/scenario/source-tree.ts'
import type { Vocabulary } from '../../../harness/scenario/vocabulary.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const { target } = smallVocabulary
const read = target.operations['cart.read']
const vocabulary: Vocabulary = {
  ...smallVocabulary,
  checks,
  target: {
    ...target,
    operations: {
      ...target.operations,
      ...(read === undefined ? {} : { 'cart.read': { ...read, tiers: ['stale', 'empty'] } }),
    },
  },
}

/** What is wrong with a scenario that expects only this: message and hint of each problem, and where. */
function problemsWith(expectation: string): readonly string[] {
  const text = [
    'claim: Carts stay.',
    'load: { cart.add: 40/s, cart.read: 40/s }',
    'warm-up: 5s',
    'baseline: 10s',
    'observe: 20s',
    'faults: [{ fault: crash, target: db-1, restart: 5s }]',
    'expect:',
    `  - ${expectation}`,
  ].join('\n')
  const { tree } = parseTree('some.yaml', text)
  const origin = { id: 'some', file: 'some.yaml', parameters: {} }
  return readScenario(tree, origin, vocabulary).problems.map(
    ({ line, column, message, hint = '' }) => `${line}:${column} ${message} (${hint})`,
  )
}

test.each([
  "{ degrades: 'cart.*', to: [stale, empty], at-least-tier: empty, within: 5s }",
  '{ no-corruption-served, detected-by: promoted }',
  "{ no-corruption-served: 'cart.*' }",
  '{ one-holder: carts, challenge: contention }',
  '{ queue-drained: carts, of: cart.add, dead-letters: carts, within: 5s }',
  '{ rpo: carts, at-most: 5s, damage: crash }',
  '{ restored: carts, point: carts }',
  '{ no-phantoms: carts }',
  'no-phantoms',
  '{ notices: promoted, within: 5s, after: heal, about: db-1 }',
  '{ warns: promoted, before: container-die, at-least: 2s }',
  '{ warns: promoted, before: db-1, at-least: 2s }',
  '{ charged-once, ledger: carts }',
])('%s', (expectation) => {
  expect(problemsWith(expectation)).toEqual([])
})

test.each([
  {
    expectation: '{ degrades: cart.read, to: [stale, emty] }',
    at: '8:40',
    say: 'no tier "emty"; did you mean "empty"?',
  },
  {
    expectation: '{ degrades: cart.add, at-least-tier: stale }',
    at: '8:42',
    say: 'no tier "stale"',
  },
  { expectation: '{ degrades: cart.reed }', at: '8:17', say: 'no operation "cart.reed"' },
  {
    expectation: '{ no-corruption-served, detected-by: promted }',
    at: '8:42',
    say: 'no event "promted"; did you mean "promoted"?',
  },
  { expectation: '{ one-holder: locks }', at: '8:19', say: 'no ledger "locks"' },
  {
    expectation: '{ queue-drained: carts, of: pay }',
    at: '8:33',
    say: 'no operation under load "pay"',
  },
  {
    expectation: '{ queue-drained: carts, dead-letters: dead }',
    at: '8:43',
    say: 'no ledger "dead"',
  },
  {
    expectation: '{ rpo: carts, at-most: 5s, damage: flood }',
    at: '8:40',
    say: 'no event or fault of this scenario "flood"',
  },
  { expectation: '{ rpo: carts }', at: '8:5', say: 'expect[0]: say how much may be lost' },
  {
    expectation: '{ restored: carts, point: cart }',
    at: '8:31',
    say: 'no ledger "cart"; did you mean "carts"?',
  },
  { expectation: '{ no-phantoms: basket }', at: '8:20', say: 'no ledger "basket"' },
  { expectation: '{ notices: demoted, within: 5s }', at: '8:16', say: 'no event "demoted"' },
  {
    expectation: '{ notices: container-die, within: 5s }',
    at: '8:16',
    say: 'no event "container-die"',
  },
  {
    expectation: '{ warns: promoted, before: freeze, at-least: 2s }',
    at: '8:32',
    say: 'no event or fault of this scenario "freeze"',
  },
])('$expectation → $say', ({ expectation, at, say }) => {
  expect(problemsWith(expectation)).toEqual([expect.stringContaining(`${at} ${say}`)])
})
