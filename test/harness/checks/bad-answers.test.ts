import { expect, test } from 'vitest'
import { describeBad } from '../../../harness/checks/bad-answers.ts'
import type { RequestRecord } from '../../../harness/history/record.ts'

const base = { kind: 'request', op: 'cart.add', seq: 0, start: 0, end: 0 } as const
const bad = (
  intended: number,
  rest: Pick<RequestRecord, 'outcome' | 'status'> & Partial<RequestRecord>,
) => {
  return { ...base, intended, ...rest }
}

test('one line for each kind, the most frequent first', () => {
  const requests = [
    bad(1500, { outcome: 'fail', status: 503 }),
    bad(1000, { outcome: 'fail', status: 0, error: '1212' }),
    bad(1200, { outcome: 'fail', status: 0, error: '1212' }),
    bad(1600, { outcome: 'ok', status: 200 }),
    bad(1700, { outcome: 'degraded', status: 200, tier: 'stale' }),
  ]
  expect(describeBad(requests, 1000)).toEqual([
    { at: 1000, text: '2 × cart.add failed (1212) from 0 ms to 200 ms after zero' },
    { at: 1500, text: '1 × cart.add failed (status 503) from 500 ms to 500 ms after zero' },
    { at: 1600, text: '1 × cart.add later than its limit from 600 ms to 600 ms after zero' },
    { at: 1700, text: '1 × cart.add degraded to stale from 700 ms to 700 ms after zero' },
  ])
})

test('nothing bad, nothing to say', () => {
  expect(describeBad([], 0)).toEqual([])
})

test('of a long run that failed throughout', () => {
  const count = 300_000
  const requests = Array.from({ length: count }, (_, seq) =>
    bad(seq * 10, { outcome: 'fail', status: 503 }),
  )
  expect(describeBad(requests, 0)).toMatchObject([
    { at: 0, text: expect.stringContaining(`${count} × cart.add failed (status 503)`) },
  ])
})
