import { expect, test } from 'vitest'
import { isStillExpected } from '../../../harness/scenario/expected-failure.ts'

const at = (iso: string): number => Date.parse(iso)

test('a known break is excused to the end of its last day, and not after', () => {
  const known = { because: 'the spare is cold', until: '2030-01-31' }
  expect(isStillExpected(known, at('2030-01-31T23:59:59Z'))).toBe(true)
  expect(isStillExpected(known, at('2030-02-01T00:00:00Z'))).toBe(false)
})

test('without a day it is excused for good', () => {
  expect(isStillExpected({ because: 'it is a demonstration' }, at('2090-01-01T00:00:00Z'))).toBe(
    true,
  )
})
