import { expect, test } from 'vitest'
import { silent } from '../../../harness/reporters/silent.ts'

test('has nothing with which it could say or write anything', () => {
  expect(Object.keys(silent)).toEqual(['name', 'summary'])
})
