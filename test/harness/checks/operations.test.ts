import { describe, expect, test } from 'vitest'
import type { Judgement } from '../../../harness/checks/check.ts'
import { judgeEach, operationsOf, worstJudgement } from '../../../harness/checks/operations.ts'
import { bareHistory } from '../../support/bare-history.ts'

const history = bareHistory({ operations: { 'cart.add': {}, 'cart.read': {}, 'guide.ask': {} } })

test.each([
  { pattern: 'cart.add', found: ['cart.add'] },
  { pattern: 'cart.*', found: ['cart.add', 'cart.read'] },
  { pattern: '*', found: ['cart.add', 'cart.read', 'guide.ask'] },
  { pattern: '*.ask', found: ['guide.ask'] },
  { pattern: 'cart', found: [] },
  { pattern: 'cart.ad', found: [] },
])('$pattern names $found', ({ pattern, found }) => {
  expect(operationsOf(history, pattern)).toEqual(found)
})

const pass: Judgement = { status: 'pass', message: 'fine' }
const unknown: Judgement = { status: 'unknown', because: 'dark', next: 'Light.' }
const fail: Judgement = { status: 'fail', message: 'broken', evidence: [{ text: 'look' }] }

describe('several judgements', () => {
  test('the worst wins: fail, then unknown, then pass', () => {
    expect(worstJudgement([pass, unknown, fail])).toEqual(fail)
    expect(worstJudgement([pass, unknown, pass])).toEqual(unknown)
    expect(worstJudgement([pass, pass])).toEqual({ status: 'pass', message: 'fine; fine' })
  })

  test('all of the worst are named, with their evidence', () => {
    const other: Judgement = { ...fail, message: 'cut', evidence: [{ text: 'there' }] }
    expect(worstJudgement([fail, pass, other])).toEqual({
      status: 'fail',
      message: 'broken; cut',
      evidence: [{ text: 'look' }, { text: 'there' }],
    })
  })

  test('none at all is unknown', () => {
    expect(worstJudgement([]).status).toBe('unknown')
  })
})

test('a pattern that names nothing is unknown and says what there is', () => {
  expect(judgeEach(history, 'carts.*', () => pass)).toMatchObject({
    status: 'unknown',
    next: 'Under load: cart.add, cart.read, guide.ask.',
  })
})

describe('several operations', () => {
  const reading = (value: number): Judgement => ({
    status: 'fail',
    message: `took ${value}`,
    evidence: [{ text: `at ${value}` }],
    measured: {
      label: 'time',
      unit: 'ms',
      reading: { value, samples: 1 },
      limit: { relation: 'at-most', value: 10 },
    },
  })

  test('the one that misses its limit by most is told in full, the others are named', () => {
    const judged: Record<string, Judgement> = {
      'cart.add': reading(12),
      'cart.read': reading(30),
      'guide.ask': pass,
    }
    expect(judgeEach(history, '*', (op) => judged[op] ?? unknown)).toMatchObject({
      status: 'fail',
      message: 'took 30; also broken: cart.add',
      measured: { reading: { value: 30 } },
      evidence: [{ text: 'at 30' }, { text: 'took 12' }, { text: 'at 12' }],
    })
  })

  test('one that is not known makes the rest of the passes worthless', () => {
    expect(judgeEach(history, '*', (op) => (op === 'cart.add' ? unknown : pass))).toEqual(unknown)
    expect(judgeEach(history, '*', (op) => ({ status: 'unknown', because: op }))).toEqual({
      status: 'unknown',
      because: 'cart.add; also unknown: cart.read, guide.ask',
    })
  })
})
