import { expect, test } from 'vitest'
import { chargedOnce } from '../../../harness/checks/charged-once.ts'
import { buildWrites, type BuiltWrites } from '../../support/build-writes.ts'

const writes = ['a', 'b', 'c'].map((token, at) => ({ token, at }))
const judge = (built: Partial<BuiltWrites>, ledger?: string) =>
  chargedOnce.judge(buildWrites({ writes, ...built }), { ledger })

test('each once', () => {
  expect(judge({ final: { a: 1, b: 1, c: 1 } })).toMatchObject({ status: 'pass' })
})

test('twice, whoever asked for it', () => {
  expect(judge({ final: { a: 1, b: 2, z: 3 } })).toMatchObject({
    status: 'fail',
    message: '2 of 3 entries of orders are there more than once',
    evidence: [{ text: 'b is there 2 times' }, { text: 'z is there 3 times' }],
  })
})

test('a lost write is not this check', () => {
  expect(judge({ final: { a: 1 } })).toMatchObject({ status: 'pass' })
})

test.each([
  { why: 'not settled', built: { final: { a: 1 }, settled: false } },
  { why: 'never read', built: {} },
  { why: 'nothing acknowledged', built: { writes: [], final: {} } },
  { why: 'nothing is there', built: { final: {} } },
  { why: 'nothing is there', built: { final: { a: 0 } } },
])('unknown: $why', ({ built }) => {
  expect(judge(built).status).toBe('unknown')
})

test('a ledger can be named', () => {
  expect(judge({ final: { a: 1 } }, 'payments')).toMatchObject({
    status: 'unknown',
    because: expect.stringContaining('payments'),
  })
})

test('every ledger that is added to is judged, not only the first', () => {
  const history = buildWrites({ writes, final: { a: 1, b: 1, c: 1 } })
  const paid = { rate: 20, latencyLimitMs: 500, timeoutMs: 3000, tiers: [] }
  const operations = {
    ...history.header.operations,
    pay: { ...paid, writes: { ledger: 'payments', effect: 'add' } },
  } as const
  const [first] = history.requests
  const [read] = history.reads
  if (first === undefined || read === undefined)
    throw new Error('the history of this test is empty')
  const requests = [...history.requests, { ...first, op: 'pay', token: 'p' }]
  const twice = { ...read, ledger: 'payments', tokens: { p: 2 } }
  const both = { ...history, header: { ...history.header, operations }, requests }
  expect(chargedOnce.judge({ ...both, reads: [read, twice] }, {})).toMatchObject({
    status: 'fail',
    evidence: [{ text: 'p is there 2 times' }],
  })
  expect(chargedOnce.judge({ ...both, reads: [read] }, {})).toMatchObject({
    status: 'unknown',
    because: 'payments was never read until it stopped changing',
  })
})
