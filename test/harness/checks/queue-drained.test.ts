import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { queueDrained } from '../../../harness/checks/queue-drained.ts'
import type { RunRecord } from '../../../harness/history/record.ts'
import {
  buildDeliveries,
  claim as op,
  claimed,
  ledgerRead as read,
  loadEnd as end,
  type BuiltDeliveries,
} from '../../support/build-deliveries.ts'

function judge(built: BuiltDeliveries, options: Readonly<Record<string, unknown>> = {}) {
  return queueDrained.judge(
    buildDeliveries(built),
    queueDrained.options.parse({ 'queue-drained': 'deliveries', ...options }),
  )
}

const all = { a: 1, b: 1, c: 1, d: 1 }

test('everything was delivered once', () => {
  expect(judge({ tokens: all })).toMatchObject({
    status: 'pass',
    message:
      'nothing of deliveries was pending 5.00 s after the last request; 4 of 4 delivered, 0 dead letters; none of them twice',
  })
})

test('something vanished', () => {
  expect(judge({ tokens: { a: 1, b: 1, d: 1 } })).toMatchObject({
    status: 'fail',
    message: '3 of 4 delivered, 0 dead letters: 1 vanished',
    evidence: [{ at: 20_022, text: 'c: promo.claim was acknowledged, and it was not delivered' }],
  })
})

test('what was refused or left open need not be delivered', () => {
  const outcomes = { c: 'fail', d: 'unknown' } as const
  expect(judge({ tokens: { a: 1, b: 1 }, outcomes }).status).toBe('pass')
})

describe('dead letters', () => {
  const tokens = { a: 1, b: 1, c: 1 }
  test('account for what was not delivered, by their number', () => {
    expect(judge({ tokens, totals: { pending: 0, deadLettered: 1 } }).status).toBe('pass')
    expect(
      judge({ tokens: { a: 1, b: 1 }, totals: { pending: 0, deadLettered: 1 } }),
    ).toMatchObject({
      status: 'fail',
      message: '2 of 4 delivered, 1 dead letters: 1 vanished',
    })
  })
  test('leave it open when they may be those of calls that nobody knows of', () => {
    const outcomes = { b: 'unknown' } as const
    const totals = { pending: 0, deadLettered: 1 }
    expect(judge({ tokens: { a: 1, c: 1 }, outcomes, totals })).toMatchObject({
      status: 'unknown',
      next: expect.stringContaining('dead-letters'),
    })
    expect(
      judge({ tokens: { a: 1, c: 1 }, outcomes, totals: { ...totals, deadLettered: 2 } }).status,
    ).toBe('pass')
  })
  test('or by their names', () => {
    const letters = (...names: string[]) => {
      const held = Object.fromEntries(names.map((name) => [name, 1]))
      return [read(5000, { ledger: 'dead', settled: true, tokens: held })]
    }
    const asked = { 'dead-letters': 'dead' }
    expect(judge({ tokens, extra: letters('d') }, asked).status).toBe('pass')
    expect(judge({ tokens, extra: letters('x') }, asked).status).toBe('fail')
    expect(judge({ tokens }, asked)).toMatchObject({
      because: expect.stringContaining('dead was never'),
    })
  })
  test('that are there zero times are not there', () => {
    const extra = [read(5000, { ledger: 'dead', settled: true, tokens: { d: 0 } })]
    expect(judge({ tokens, extra }, { 'dead-letters': 'dead' })).toMatchObject({
      status: 'fail',
      message: '3 of 4 delivered, 0 dead letters: 1 vanished',
    })
  })
  test('leave it open when some of them were delivered as well', () => {
    const totals = { pending: 0, deadLettered: 2 }
    expect(judge({ tokens, totals })).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('some must have been delivered as well'),
      next: expect.stringContaining('dead-letters'),
    })
    expect(judge({ tokens: all, totals }).status).toBe('pass')
  })
  test('may be limited', () => {
    const totals = { pending: 0, deadLettered: 1 }
    expect(judge({ tokens, totals }, { 'at-most-dead': 1 }).status).toBe('pass')
    expect(judge({ tokens, totals }, { 'at-most-dead': 0 })).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('at most 0 dead letters were allowed'),
    })
  })
  test('are not limited where nobody says how many there are', () => {
    const limited = { 'at-most-dead': 0 }
    expect(judge({ tokens: all }, limited)).toMatchObject({
      status: 'unknown',
      because: 'deliveries does not say deadLettered',
    })
    expect(judge({ tokens }, limited).status).toBe('fail')
    expect(judge({ tokens: all, totals: { pending: 0, deadLettered: 0 } }, limited).status).toBe(
      'pass',
    )
  })
})

test('what was asked for twice under one token is owed once', () => {
  const again: RunRecord = {
    ...{ kind: 'request', op, seq: 9, intended: 30_000, start: 30_000, end: 30_020 },
    ...{ outcome: 'ok', status: 202, token: 'd' },
  }
  const tokens = { a: 1, b: 1, c: 1 }
  const totals = { pending: 0, deadLettered: 1 }
  expect(judge({ tokens, totals, extra: [again] })).toMatchObject({
    status: 'pass',
    message: expect.stringContaining('3 of 4 delivered, 1 dead letters'),
  })
})

test('what was taken back need not be delivered', () => {
  const back: RunRecord = {
    ...{ kind: 'request', op: 'promo.return', seq: 0, intended: 30_000, start: 30_000 },
    ...{ end: 30_020, outcome: 'ok', status: 200, token: 'z' },
  }
  const returns = {
    'promo.return': { writes: { ledger: 'deliveries', effect: 'remove' } },
  } as const
  expect(judge({ tokens: all, extra: [back], operations: returns }).status).toBe('pass')
})

describe('twice', () => {
  test('by its token', () => {
    expect(judge({ tokens: { ...all, b: 2 } })).toMatchObject({
      status: 'fail',
      evidence: [{ text: 'b was delivered 2 times' }],
    })
  })
  test('by what the ledger says', () => {
    expect(judge({ tokens: all, totals: { pending: 0, duplicates: 3 } })).toMatchObject({
      status: 'fail',
      message: '3 of deliveries were delivered more than once',
    })
  })
})

describe('pending', () => {
  const drained = {
    tokens: all,
    pending: [
      [500, 4],
      [1500, 2],
      [2500, 0],
    ],
  } as const
  test('in the end is a failure', () => {
    expect(judge({ tokens: all, totals: { pending: 2 } })).toMatchObject({
      status: 'fail',
      message: 'something of deliveries was still pending 5.00 s after the last request',
      evidence: [{ at: end + 5000, text: '2 pending when it was last looked' }],
    })
  })
  test('is worked off in time', () => {
    expect(judge(drained, { within: '3s' })).toMatchObject({
      status: 'pass',
      measured: { reading: { value: 2500, resolution: 1000 }, limit: { value: 3000 } },
    })
    expect(judge(drained, { within: '1s' })).toMatchObject({
      status: 'fail',
      message:
        'something of deliveries was still pending 1.50 s after the last request; within 1.00 s was promised',
    })
  })
  test('is not known between two looks', () => {
    expect(judge(drained, { within: '2s' }).status).toBe('unknown')
    expect(judge(drained, { within: '1500ms' }).status).toBe('unknown')
    expect(judge(drained, { within: '1499ms' }).status).toBe('fail')
  })
  test('that comes again was not worked off', () => {
    const again = [...drained.pending, [3500, 1]] as const
    expect(judge({ ...drained, pending: again }, { within: '3s' }).status).toBe('fail')
  })
  test('for too long is a failure even when it never stopped changing', () => {
    const growing = { tokens: all, totals: { pending: 9 }, settled: false }
    expect(judge(growing, { within: '3s' }).status).toBe('fail')
  })
})

describe('is unknown', () => {
  test.each([
    { because: 'did not say', built: { tokens: all, totals: {} } },
    { because: 'never read', built: { tokens: all, settled: false } },
    {
      because: 'nothing that deliveries should deliver was acknowledged',
      built: { tokens: {}, outcomes: { a: 'fail', b: 'fail', c: 'fail', d: 'fail' } },
    },
  ] as const)('$because', ({ because, built }) => {
    expect(judge(built)).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining(because),
    })
  })
})

test('another operation can be what is delivered', () => {
  expect(judge({ tokens: all }, { of: 'promo.*' }).status).toBe('pass')
  expect(judge({ tokens: all }, { of: 'checkout' }).status).toBe('unknown')
})

test('passes exactly when everybody got it once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 }), { minLength: 4, maxLength: 4 }), (times) => {
      const tokens = Object.fromEntries(claimed.map((token, seq) => [token, times[seq] ?? 0]))
      const once = times.every((each) => each === 1)
      expect(judge({ tokens }).status).toBe(once ? 'pass' : 'fail')
    }),
    { numRuns: 60 },
  )
})
