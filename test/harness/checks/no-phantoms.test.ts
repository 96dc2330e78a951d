import { describe, expect, test } from 'vitest'
import { noPhantoms } from '../../../harness/checks/no-phantoms.ts'
import { tokenPrefixOf } from '../../../harness/history/token-prefix.ts'
import type { RunHistory } from '../../../harness/history/history.ts'
import { headerOf } from '../../support/build-history.ts'
import { buildWrites, type BuiltWrites } from '../../support/build-writes.ts'

const prefix = tokenPrefixOf(headerOf({ operations: {} }))
const token = (seq: number): string => `${prefix}order.place-${seq}`
const writes = [0, 1, 2].map((seq) => ({ token: token(seq), at: seq * 100 }))
const all = Object.fromEntries(writes.map((write) => [write.token, 1]))

const adds = { writes: { ledger: 'orders', effect: 'add' } } as const

function historyOf(built: Partial<BuiltWrites>, started = 0): RunHistory {
  const history = buildWrites({ writes, ...built })
  const said = { kind: 'load', at: 90_000, op: 'order.place', rate: 20, dropped: 0 } as const
  return { ...history, load: [{ ...said, started: history.requests.length + started }] }
}
const judge = (history: RunHistory, options: Readonly<Record<string, unknown>> = {}) =>
  noPhantoms.judge(history, noPhantoms.options.parse(options))

test('all was asked for; what was there before is nobody’s', () => {
  expect(
    judge(historyOf({ final: { ...all, 'seeded-1': 1, 'as-9-other-run-4': 1 } })),
  ).toMatchObject({
    status: 'pass',
    message: 'all 3 entries of orders were asked for, and 0 refusals left nothing',
  })
})

test('what nobody asked for', () => {
  expect(judge(historyOf({ final: { ...all, [token(77)]: 1 } }))).toMatchObject({
    status: 'fail',
    message: expect.stringContaining('1 of 4 entries of orders were asked for by nobody'),
    evidence: [{ at: 90_000, text: `${token(77)}: nobody asked for it` }],
  })
})

test('what is there zero times is not there', () => {
  expect(judge(historyOf({ final: { ...all, [token(77)]: 0 } })).status).toBe('pass')
})

describe('a clear no', () => {
  const no = (status: number) => {
    const history = historyOf({ final: all })
    const requests = history.requests.map((request) =>
      request.seq === 2 ? { ...request, outcome: 'fail' as const, status } : request,
    )
    return { ...history, requests }
  }
  test('leaves nothing', () => {
    expect(judge(no(409))).toMatchObject({
      status: 'fail',
      evidence: [{ text: `${token(2)}: order.place was refused (409), and it is there` }],
    })
  })
  test.each([0, 200, 408, 503])('is not what %d says', (status) => {
    expect(judge(no(status)).status).toBe('pass')
  })
  test('counts as long as nobody asked again and got it', () => {
    const refused = no(409)
    const again = refused.requests.flatMap((request) =>
      request.seq === 2 ? [{ ...request, outcome: 'ok' as const, status: 201 }] : [],
    )
    expect(judge({ ...refused, requests: [...refused.requests, ...again] }).status).toBe('pass')
  })
  test('leaves nothing of what comes of it either', () => {
    const refused = no(409)
    const receipts = refused.reads.map((each) => ({ ...each, ledger: 'receipts' }))
    const history = { ...refused, reads: receipts }
    expect(judge(history, { 'no-phantoms': 'receipts' })).toMatchObject({
      status: 'fail',
      evidence: [{ text: `${token(2)}: order.place was refused (409), and it is there` }],
    })
    const tokens = { [token(0)]: 1, [token(1)]: 1 }
    const right = { ...refused, reads: receipts.map((each) => ({ ...each, tokens })) }
    expect(judge(right, { 'no-phantoms': 'receipts' }).status).toBe('pass')
  })
  test('of taking something away leaves it there', () => {
    const kept = { token: 'seeded-1', at: 900, op: 'order.cancel', outcome: 'fail' } as const
    const history = historyOf({ writes: [...writes, kept], final: { ...all, 'seeded-1': 1 } })
    const requests = history.requests.map((request) =>
      request.op === 'order.cancel' ? { ...request, status: 409 } : request,
    )
    expect(judge({ ...history, requests })).toMatchObject({
      status: 'pass',
      message: expect.stringContaining('0 refusals'),
    })
  })
})

describe('is unknown', () => {
  test('when it may be that of a request whose record was lost', () => {
    const final = { ...all, [token(77)]: 1 }
    expect(judge(historyOf({ final }, 1))).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('whose record was lost'),
    })
    const two = { ...final, [token(78)]: 1 }
    expect(judge(historyOf({ final: two }, 1)).status).toBe('fail')
  })
  test('when not one record is left of an operation that may have asked for it', () => {
    const unrecorded = { ...adds, recorded: false }
    const built = { operations: { 'order.place': unrecorded, 'order.gift': unrecorded } }
    const gift = `${prefix}order.gift-1`
    const history = historyOf({ final: { ...all, [gift]: 1 }, run: built })
    const said = { kind: 'load', at: 90_000, op: 'order.gift', rate: 20, dropped: 0 } as const
    const started = (count: number) => [...history.load, { ...said, started: count }]
    expect(judge({ ...history, load: started(400) }).status).toBe('unknown')
    expect(judge({ ...history, load: started(0) }).status).toBe('fail')
    expect(judge({ ...history, requests: [] }).status).toBe('unknown')
  })
  test('when the generator did not say how many it started', () => {
    const history = historyOf({ final: { ...all, [token(77)]: 1 } })
    expect(judge({ ...history, load: [] }).status).toBe('unknown')
  })
  test.each([
    { because: 'never read', built: {} },
    { because: 'never read', built: { final: all, settled: false } },
    { because: 'holds nothing', built: { final: {} } },
  ])('$because', ({ because, built }) => {
    expect(judge(historyOf(built))).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining(because),
    })
  })
  test('of a ledger that is named and was not read', () => {
    expect(judge(historyOf({ final: all }), { 'no-phantoms': 'mails' })).toMatchObject({
      because: 'mails was never read until it stopped changing',
    })
  })
})
