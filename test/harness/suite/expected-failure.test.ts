import { expect, test } from 'vitest'
import type { Verdict } from '../../../harness/checks/verdict.ts'
import type { ExpectedFailure } from '../../../harness/scenario/plan.ts'
import { weigh } from '../../../harness/suite/expected-failure.ts'

const today = Date.parse('2030-01-15T12:00:00Z')
const known: ExpectedFailure = { because: 'the spare is cold', ticket: 'SHOP-12' }

test.each<Verdict>(['PASSED', 'FAILED', 'INCONCLUSIVE'])(
  '%s stays so when nothing is known',
  (verdict) => expect(weigh(verdict, undefined, today, { failed: [] })).toEqual({ verdict }),
)

test.each<{ verdict: Verdict; expected: ExpectedFailure; becomes: Verdict; note?: string }>([
  {
    ...{ verdict: 'FAILED', expected: known, becomes: 'PASSED' },
    note: 'failed as expected: the spare is cold (SHOP-12)',
  },
  {
    ...{ verdict: 'PASSED', expected: known, becomes: 'FAILED' },
    note: 'expected to fail, but every promise was kept: remove expect-fail (SHOP-12)',
  },
  // Nothing was proved, neither the failure nor its absence.
  { verdict: 'INCONCLUSIVE', expected: known, becomes: 'INCONCLUSIVE' },
  {
    ...{ verdict: 'FAILED', expected: { ...known, until: '2030-01-15' }, becomes: 'PASSED' },
    note: 'failed as expected: the spare is cold (SHOP-12)',
  },
  {
    ...{ verdict: 'FAILED', expected: { ...known, until: '2030-01-14' }, becomes: 'FAILED' },
    note: 'was expected to fail only until 2030-01-14 (SHOP-12)',
  },
  {
    ...{ verdict: 'FAILED', expected: { because: 'it is a demonstration' }, becomes: 'PASSED' },
    note: 'failed as expected: it is a demonstration',
  },
])('$verdict, known until $expected.until → $becomes', ({ verdict, expected, becomes, note }) => {
  const weighed = weigh(verdict, expected, today, { failed: ['recovers'] })
  expect(weighed).toEqual(note === undefined ? { verdict: becomes } : { verdict: becomes, note })
})

test('another failure than the expected one is a failure', () => {
  const expected = { ...known, checks: ['recovers'] }
  expect(weigh('FAILED', expected, today, { failed: ['recovers', 'charged-once'] })).toEqual({
    verdict: 'FAILED',
    note: 'expected to fail, but not by charged-once',
  })
  expect(weigh('FAILED', expected, today, { failed: ['recovers'] }).verdict).toBe('PASSED')
})

test('a failure in a run that proves nothing is not the expected one', () => {
  const found = { failed: ['recovers'], unknown: 'the fault touched nothing' }
  expect(weigh('FAILED', known, today, found)).toEqual({
    verdict: 'INCONCLUSIVE',
    note: 'failed, but not provably as expected: the fault touched nothing',
  })
})
