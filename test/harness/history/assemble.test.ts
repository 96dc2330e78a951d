import { expect, test } from 'vitest'
import { assembleHistory, timeOf } from '../../../harness/history/assemble.ts'
import type { RunRecord } from '../../../harness/history/record.ts'
import { buildHistory, headerOf } from '../../support/build-history.ts'

const run = { operations: { 'cart.add': {} } }

test('each kind by itself, in order of time, whatever the order it came in', () => {
  const { header, ...kinds } = buildHistory({ ...run, loadMs: 2000 })
  const records: RunRecord[] = Object.values(kinds).flat()
  expect(assembleHistory(header, records.toReversed())).toEqual({ header, ...kinds })
})

test('requests are ordered by when they were meant to start', () => {
  const request = { kind: 'request', op: 'a', outcome: 'ok', status: 200 } as const
  const late = { ...request, seq: 0, intended: 10, start: 900, end: 950 }
  const early = { ...request, seq: 1, intended: 20, start: 20, end: 25 }
  const history = assembleHistory(headerOf(run), [early, late])
  expect(history.requests.map(({ seq }) => seq)).toEqual([0, 1])
})

test('a browser pass counts from its start', () => {
  const pass = { kind: 'browser', journey: 'buy', moment: 'fault', ok: true, steps: [] } as const
  expect(timeOf({ ...pass, start: 5, end: 90 })).toBe(5)
})
