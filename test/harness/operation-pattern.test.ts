import { expect, test } from 'vitest'
import { matchOperations } from '../../harness/operation-pattern.ts'

const operations = ['cart.add', 'cart.read', 'cartoon', 'guide.ask']

test.each([
  ['cart.add', ['cart.add']],
  ['cart.*', ['cart.add', 'cart.read']],
  ['*', operations],
  ['*.ask', ['guide.ask']],
  ['cart', []],
  ['', []],
])('"%s" means %j', (pattern, meant) => expect(matchOperations(pattern, operations)).toEqual(meant))
