import { expect, test } from 'vitest'
import { acknowledgedLost } from '../../../harness/measures/acknowledged-lost.ts'
import { buildHistory } from '../../support/build-history.ts'
import { buildWrites } from '../../support/build-writes.ts'

const writes = ['a', 'b', 'c'].map((token, at) => ({ token, at }))

test('counts what is missing', () => {
  const history = buildWrites({ writes, final: { b: 1 } })
  expect(acknowledgedLost.read(history, '')).toEqual({ value: 2, samples: 3 })
})

test('none lost says what that proves', () => {
  const reading = acknowledgedLost.read(buildWrites({ writes, final: { a: 1, b: 1, c: 1 } }), '')
  expect(reading).toMatchObject({ value: 0, samples: 3 })
  expect('note' in reading && reading.note).toContain('less than 63.15 %')
})

test.each([
  { because: 'no settled final read', history: buildWrites({ writes, final: {}, settled: false }) },
  { because: 'no settled final read', history: buildWrites({ writes }) },
  { because: 'no write was acknowledged', history: buildWrites({ writes: [], final: {} }) },
  {
    because: 'no operation under load writes',
    history: buildHistory({ operations: { read: {} } }),
  },
])('cannot tell: $because', ({ history, because }) => {
  const reading = acknowledgedLost.read(history, '')
  expect('because' in reading && reading.because).toContain(because)
})
