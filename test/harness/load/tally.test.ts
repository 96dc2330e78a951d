import { describe, expect, test } from 'vitest'
import { loadTally } from '../../../harness/load/tally.ts'
import type { Row } from '../../../harness/load/rows.ts'

const request = { load: [{ op: 'a', rate: 10 }], loadMs: 500 }

function row(seq: number, error?: string): Row {
  const record = { kind: 'request', op: 'a', seq, intended: 100 + seq * 100 } as const
  const rest = {
    start: 0,
    end: 0,
    outcome: error === undefined ? 'ok' : 'fail',
    status: 200,
  } as const
  return {
    kind: 'request',
    record: { ...record, ...rest, ...(error === undefined ? {} : { error }) },
  }
}
function tallyOf(rows: readonly Row[]) {
  const tally = loadTally(request)
  for (const each of rows) tally.add(each)
  return tally
}

describe('loadTally', () => {
  test('a load that went as planned leaves no doubt', () => {
    const tally = tallyOf([2, 1, 0, 4, 3].map((seq) => row(seq)))
    expect(tally.records(900)).toEqual([
      { kind: 'load', at: 900, op: 'a', rate: 10, started: 5, dropped: 0 },
    ])
    expect(tally.doubts(900, true)).toEqual([])
    expect(tally.began()).toBe(100)
  })

  test('dropped requests are counted, and are not missing as well', () => {
    const tally = tallyOf([
      row(0),
      row(1),
      row(2),
      { kind: 'dropped', op: 'a' },
      { kind: 'dropped', op: 'a' },
    ])
    expect(tally.records(900)).toMatchObject([{ started: 3, dropped: 2 }])
    expect(tally.doubts(900, true)).toEqual([])
  })

  test('a request without a record is a fatal doubt, even in a load that was stopped', () => {
    const tally = tallyOf([row(0), row(2), row(3), row(4)])
    expect(tally.doubts(900, false)).toMatchObject([
      { about: 'load', fatal: true, text: '1 of 5 requests of a left no record' },
    ])
  })

  test('requests that were never started are doubted only when the load was to be complete', () => {
    const tally = tallyOf([row(0), row(1), row(2)])
    expect(tally.doubts(900, false)).toEqual([])
    expect(tally.doubts(900, true)).toMatchObject([
      { fatal: false, text: '2 of 5 planned requests of a were never started' },
    ])
  })

  test.each([
    [40, false],
    [39, true],
  ])('a load of 50 requests at 10/s that made %i is doubted, fatally: %s', (made, fatal) => {
    const tally = loadTally({ ...request, loadMs: 5000 })
    for (let seq = 0; seq < made; seq += 1) tally.add(row(seq))
    expect(tally.doubts(900, true)).toMatchObject([{ fatal }])
  })

  test('a load script that throws is doubted, but its failures count', () => {
    const tally = tallyOf([0, 1, 2, 3].map((seq) => row(seq)).concat(row(4, 'script-exception')))
    expect(tally.doubts(900, true)).toMatchObject([
      { fatal: false, text: expect.stringContaining('threw in 1 of 5 requests of a') },
    ])
  })

  test('rows that cannot be read are a fatal doubt', () => {
    const tally = tallyOf([
      ...[0, 1, 2, 3, 4].map((seq) => row(seq)),
      { kind: 'unreadable', line: 'x' },
    ])
    expect(tally.doubts(900, true)).toMatchObject([
      { fatal: true, text: '1 rows of k6 could not be read' },
    ])
  })

  test('nothing began when nothing was recorded', () => {
    expect(tallyOf([]).began()).toBeNull()
  })
})
