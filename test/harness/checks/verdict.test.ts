import { expect, test } from 'vitest'
import { verdictOf, worst } from '../../../harness/checks/verdict.ts'

test('fail before inconclusive before pass', () => {
  expect(worst(['PASSED', 'INCONCLUSIVE', 'FAILED'])).toBe('FAILED')
  expect(worst(['PASSED', 'INCONCLUSIVE', 'PASSED'])).toBe('INCONCLUSIVE')
  expect(worst(['PASSED'])).toBe('PASSED')
})

test('nothing judged proves nothing', () => {
  expect(worst([])).toBe('INCONCLUSIVE')
})

test('of one judgement', () => {
  expect(verdictOf({ status: 'pass', message: '' })).toBe('PASSED')
  expect(verdictOf({ status: 'unknown', because: '' })).toBe('INCONCLUSIVE')
  expect(verdictOf({ status: 'fail', message: '', evidence: [{ text: '' }] })).toBe('FAILED')
})
