import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../../harness/history/record.ts'
import { accountOf, finalRead, ledgersOf } from '../../../harness/measures/write-ledger.ts'
import { buildWrites, zero, type BuiltWrite } from '../../support/build-writes.ts'

const account = (writes: readonly BuiltWrite[], final: Readonly<Record<string, number>>) => {
  const found = accountOf(buildWrites({ writes, final }), 'orders')
  if (found === undefined) throw new Error('no final read')
  return found
}

test('acknowledged and not there is lost, with the time of its acknowledgement', () => {
  const { lost } = account(
    [
      { token: 'a', at: -500 },
      { token: 'b', at: 10 },
    ],
    { b: 1 },
  )
  expect(lost).toEqual([
    { token: 'a', op: 'order.place', ledger: 'orders', effect: 'add', acknowledgedAt: zero - 480 },
  ])
})

test('a degraded answer is an acknowledgement too', () => {
  expect(account([{ token: 'a', at: 0, outcome: 'degraded' }], {}).lost).toHaveLength(1)
})

test('timed out is unknown: neither lost nor a phantom', () => {
  const writes = ['a', 'b'].map((token) => ({ token, at: 0, outcome: 'unknown' as const }))
  expect(account(writes, { a: 1 })).toMatchObject({
    acknowledged: 0,
    unknown: 2,
    recovered: 1,
    lost: [],
    phantoms: [],
  })
})

test('what nobody tried to write is a phantom', () => {
  expect(account([{ token: 'a', at: 0, outcome: 'fail' }], { a: 1, z: 1 }).phantoms).toEqual(['z'])
})

test('what another operation of the run wrote there, for a ledger of its own, is no phantom', () => {
  const history = buildWrites({ writes: [{ token: 'a', at: 0 }], final: { a: 1, b: 1 } })
  const [first] = history.requests
  const other = first === undefined ? [] : [{ ...first, op: 'cart.buy', token: 'b' }]
  const shared = { ...history, requests: [...history.requests, ...other] }
  expect(accountOf(shared, 'orders')).toMatchObject({ acknowledged: 1, phantoms: [] })
})

const placed = { token: 'a', at: 0 }

function cancel(outcome: Outcome): BuiltWrite {
  return { token: 'a', at: 100, op: 'order.cancel', outcome }
}

describe('removals', () => {
  test('an acknowledged removal that is back is lost', () => {
    expect(account([placed, cancel('ok')], { a: 1 }).lost).toMatchObject([{ effect: 'remove' }])
  })
  test('an addition that was removed is not lost', () => {
    expect(account([placed, cancel('ok')], {}).lost).toEqual([])
  })
  test.each([{ final: {} }, { final: { a: 1 } }])(
    'of unknown outcome allows both: $final',
    ({ final }) => {
      expect(account([placed, cancel('unknown')], final).lost).toEqual([])
    },
  )
  test('that was refused changes nothing', () => {
    expect(account([placed, cancel('fail')], {}).lost).toMatchObject([{ effect: 'add' }])
  })
})

test('lost is what a look at every write by itself says', () => {
  const outcome = fc.constantFrom<Outcome>('ok', 'fail', 'unknown', 'degraded')
  const entry = fc.record({ outcome, there: fc.boolean() })
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 40 }), (entries) => {
      const writes = entries.map((each, index) => ({ ...each, token: `t${index}`, at: index }))
      const there = writes.filter((write) => write.there)
      const found = account(writes, Object.fromEntries(there.map(({ token }) => [token, 1])))
      const expected: string[] = []
      for (const write of writes) {
        if (!write.there && ['ok', 'degraded'].includes(write.outcome)) expected.push(write.token)
      }
      expect(found.lost.map(({ token }) => token)).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

test('only a reading that had stopped changing counts, and only the last', () => {
  const history = buildWrites({ writes: [{ token: 'a', at: 0 }], final: { a: 1 } })
  expect(finalRead(history, 'orders')?.round).toBe(2)
  const later = history.reads.map((read) => ({ ...read, settled: false, round: 3 }))
  const restless = { ...history, reads: [...history.reads, ...later] }
  expect(finalRead(restless, 'orders')).toBeUndefined()
  expect(accountOf(restless, 'orders')).toBeUndefined()
})

test('nor does one from before the last answer: what that wrote may have come later', () => {
  const late = { token: 'late', at: 70_000 }
  const history = buildWrites({ writes: [{ token: 'a', at: 0 }, late], final: { a: 1 } })
  expect(finalRead(history, 'orders')).toBeUndefined()
  const again = history.reads.map((read) => ({ ...read, at: zero + 70_021 }))
  expect(accountOf({ ...history, reads: again }, 'orders')?.lost).toMatchObject([{ token: 'late' }])
})

test('the ledgers that are written to', () => {
  const history = buildWrites({ writes: [] })
  expect(ledgersOf(history)).toEqual(['orders'])
  expect(ledgersOf(history, 'remove')).toEqual(['orders'])
})
