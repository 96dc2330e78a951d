import { describe, expect, test } from 'vitest'
import {
  closest,
  formatProblems,
  inOrder,
  problemsError,
} from '../../../harness/scenario/problem.ts'

const at = (line: number, column: number, length = 1) => ({ file: 'a.yaml', line, column, length })
const sources = new Map([['a.yaml', 'claim: c\r\nlaod:\r\n  cart: 40\r\n']])

test('a problem shows its line, a caret under the culprit, and what to do', () => {
  const problem = { ...at(2, 1, 4), message: 'no key "laod"', hint: 'allowed: load\nor nothing' }
  expect(formatProblems([problem], sources)).toBe(
    [
      'a.yaml:2:1',
      '  ✖ no key "laod"',
      '    2 │ laod:',
      '      │ ^^^^',
      '    allowed: load',
      '    or nothing',
    ].join('\n'),
  )
})

test('a caret never runs past its line, and a file without text has no frame', () => {
  expect(formatProblems([{ ...at(2, 3, 99), message: 'm' }], sources)).toMatch(/│ {3}\^\^\^$/)
  expect(formatProblems([{ ...at(2, 3, 99), message: 'm' }], new Map())).toBe('a.yaml:2:3\n  ✖ m')
})

test('problems come in order of place, each once', () => {
  const problems = [
    { ...at(3, 1), message: 'c' },
    { ...at(1, 9), message: 'b' },
    { ...at(1, 2), message: 'a' },
    { ...at(3, 1), message: 'c' },
  ]
  expect(inOrder(problems).map(({ message }) => message)).toEqual(['a', 'b', 'c'])
})

test('the error counts what it tells', () => {
  const one = problemsError([{ ...at(1, 1), message: 'm' }], sources)
  expect(one.message).toMatch(/1 problem in 1 file\. Nothing was started\.$/)
})

describe('did you mean', () => {
  test.each([
    ['recover', 'recovers'],
    ['RECOVERS', 'recovers'],
    ['cart.raed', 'cart.read'],
    ['no-lost-write', 'no-lost-writes'],
    ['redis:primry', 'redis:primary'],
  ])('%s means %s', (word, meant) => {
    const allowed = ['recovers', 'cart.add', 'cart.read', 'no-lost-writes', 'redis:primary']
    expect(closest(word, allowed)).toBe(meant)
  })

  test.each(['xyz', 'zz', ''])('"%s" is too far from everything for a guess', (word) => {
    expect(closest(word, ['at', 'recovers', 'available'])).toBe(undefined)
  })
})
