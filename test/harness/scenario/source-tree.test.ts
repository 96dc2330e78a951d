import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import {
  asWritten,
  mapScalars,
  overlay,
  parseTree,
  placeOf,
  placeOfKey,
  plain,
} from '../../../harness/scenario/source-tree.ts'

const text = `claim: c
load:
  cart.add: 40/s
faults:
  - { fault: kill, target: [a, b] }
same: &x { one: 1 }
again: *x
`
const { tree } = parseTree('a.yaml', text)

test('the plain value is what YAML says, aliases included', () => {
  expect(plain(tree)).toEqual({
    claim: 'c',
    load: { 'cart.add': '40/s' },
    faults: [{ fault: 'kill', target: ['a', 'b'] }],
    same: { one: 1 },
    again: { one: 1 },
  })
})

describe('places', () => {
  test.each([
    [['load', 'cart.add'], 3, 13, 4],
    [['faults', 0, 'target', 1], 5, 32, 1],
    // What is missing is told where it should be.
    [['faults', 0, 'at'], 5, 5, 1],
  ])('%j', (path, line, column, length) => {
    expect(placeOf(tree, path)).toEqual({ file: 'a.yaml', line, column, length })
  })

  test('a key has a place of its own', () => {
    expect(placeOfKey(tree, ['load'], 'cart.add')).toMatchObject({ line: 3, column: 3, length: 8 })
  })
})

test('one tree over another: maps merge, lists join, single values are replaced, places stay', () => {
  const lower = parseTree('low.yaml', 'load: { a: 1/s, b: 1/s }\ntags: [x]\nclaim: low\n').tree
  const upper = parseTree('up.yaml', 'load: { b: 2/s }\ntags: [y]\n').tree
  const both = overlay(lower, upper)
  expect(plain(both)).toEqual({ load: { a: '1/s', b: '2/s' }, tags: ['x', 'y'], claim: 'low' })
  expect(placeOf(both, ['load', 'a']).file).toBe('low.yaml')
  expect(placeOf(both, ['load', 'b']).file).toBe('up.yaml')
})

test('changing single values keeps their places', () => {
  const louder = mapScalars(tree, (value) => (value === 'kill' ? 'KILL' : value))
  expect(plain(louder)).toMatchObject({ faults: [{ fault: 'KILL' }] })
  expect(placeOf(louder, ['faults', 0, 'fault'])).toEqual(placeOf(tree, ['faults', 0, 'fault']))
})

test('a map is told as it was written, a key without a value as the key', () => {
  const { tree } = parseTree('a.yaml', '{ lost, bound: 1s, at: [a, b] }')
  expect(asWritten(tree)).toBe('lost, bound: 1s, at: [a, b]')
  expect(asWritten(tree, (key) => key === 'bound')).toBe('bound: 1s')
})

test('whatever is in the file, there is a map and perhaps problems, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json(), fc.constantFrom('? [a]\n: b', '{: 1}', '*x', '&a {b: *a}')),
      (text) => {
        const { tree, problems } = parseTree('any.yaml', text)
        expect(tree.kind).toBe('map')
        for (const { line, column } of problems) {
          expect(line).toBeGreaterThan(0)
          expect(column).toBeGreaterThan(0)
        }
      },
    ),
  )
})

test('a map of text, written and read, is the same', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(fc.dictionary(word, fc.array(fc.string(), { maxLength: 3 })), (value) => {
      expect(plain(parseTree('any.yaml', stringify(value)).tree)).toEqual({ ...value })
    }),
  )
})
