import { expect, test } from 'vitest'
import { recoveryPoint } from '../../../harness/measures/recovery-point.ts'
import { buildWrites } from '../../support/build-writes.ts'

const writes = [-3000, -1200, -400, 300].map((at, index) => ({ token: `t${index}`, at }))
const read = (...there: string[]) =>
  recoveryPoint.read(
    buildWrites({ writes, final: Object.fromEntries(there.map((token) => [token, 1])) }),
    '',
  )

test('reaches back to the oldest lost acknowledgement', () => {
  // Written 1,200 ms before the fault, acknowledged 20 ms later.
  expect(read('t0', 't2', 't3')).toMatchObject({ value: 1180 })
})

test('is 0 when nothing was lost, or only what came after the fault', () => {
  expect(read('t0', 't1', 't2', 't3')).toMatchObject({
    value: 0,
    note: 'nothing acknowledged was lost',
  })
  expect(read('t0', 't1', 't2')).toMatchObject({ value: 0, note: expect.stringContaining('after') })
})

test('is unknown without a settled reading', () => {
  expect(recoveryPoint.read(buildWrites({ writes }), '').value).toBeNull()
})
