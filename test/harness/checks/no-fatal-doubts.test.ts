import { expect, test } from 'vitest'
import { noFatalDoubts } from '../../../harness/checks/no-fatal-doubts.ts'
import type { DoubtRecord } from '../../../harness/history/record.ts'
import { buildHistory } from '../../support/build-history.ts'

const doubt = (fatal: boolean, text: string): DoubtRecord => {
  return { kind: 'doubt', at: 1, about: 'clock', fatal, text }
}
const judge = (...extra: DoubtRecord[]) =>
  noFatalDoubts.judge(buildHistory({ operations: { 'cart.add': {} }, extra }), {})

test('small doubts are no obstacle', () => {
  expect(judge(doubt(false, 'a little late')).status).toBe('pass')
})

test('fatal ones are, and all are told', () => {
  expect(judge(doubt(true, 'the clock jumped'), doubt(true, 'the disk is full'))).toEqual({
    status: 'unknown',
    because: 'the clock jumped; the disk is full',
  })
})
