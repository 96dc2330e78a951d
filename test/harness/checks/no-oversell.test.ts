import { expect, test } from 'vitest'
import { noOversell } from '../../../harness/checks/no-oversell.ts'
import { buildWrites } from '../../support/build-writes.ts'

const judge = (totals: Readonly<Record<string, number>>, settled = true) =>
  noOversell.judge(buildWrites({ writes: [], final: {}, totals, settled }), {})

test('sold and left are what there was', () => {
  expect(judge({ sold: 30, stockLeft: 70, stockSeeded: 100, oversold: 0 })).toMatchObject({
    status: 'pass',
    message: '30 sold + 70 left = 100 at the begin',
  })
})

test.each([
  {
    why: 'more sold than there was',
    totals: { sold: 102, stockLeft: -2, stockSeeded: 100, oversold: 2 },
  },
  { why: 'some vanished', totals: { sold: 30, stockLeft: 60, stockSeeded: 100, oversold: 0 } },
  { why: 'some came from nowhere', totals: { sold: 30, stockLeft: 80, stockSeeded: 100 } },
])('broken: $why', ({ totals }) => {
  expect(judge(totals).status).toBe('fail')
})

test('two faults are both told', () => {
  const judgement = judge({ sold: 9, stockLeft: 0, stockSeeded: 8, oversold: 1 })
  expect(judgement).toMatchObject({
    message: '1 sold that were not there; 9 sold + 0 left is not 8 at the begin',
  })
})

test.each([
  { why: 'totals are missing', totals: { stockSeeded: 100 }, settled: true },
  { why: 'nothing was sold', totals: { sold: 0, stockLeft: 8, stockSeeded: 8 }, settled: true },
  { why: 'it still changed', totals: { sold: 1, stockLeft: 7, stockSeeded: 8 }, settled: false },
])('unknown: $why', ({ totals, settled }) => {
  expect(judge(totals, settled).status).toBe('unknown')
})

test('unknown: no ledger keeps stock', () => {
  expect(noOversell.judge(buildWrites({ writes: [], final: {} }), {})).toMatchObject({
    status: 'unknown',
    next: 'Name with `ledger` one that does.',
  })
})

test('unknown: the ledger could not be read', () => {
  expect(noOversell.judge(buildWrites({ writes: [] }), {})).toEqual({
    status: 'unknown',
    because: 'orders could not be read',
  })
})

test('what the load does not write to is judged only when it is named', () => {
  const history = buildWrites({
    ...{ writes: [], final: {} },
    totals: { sold: 1, stockLeft: 0, stockSeeded: 8 },
  })
  const others = { ...history, header: { ...history.header, operations: {} } }
  expect(noOversell.judge(others, {}).status).toBe('unknown')
  expect(noOversell.judge(others, { ledger: 'orders' }).status).toBe('fail')
})

test('one that is named must keep stock', () => {
  const sound = buildWrites({
    ...{ writes: [], final: {}, settled: true },
    totals: { sold: 1, stockLeft: 7, stockSeeded: 8 },
  })
  const [{ ledger } = { ledger: '' }] = sound.reads
  expect(noOversell.judge(sound, { ledger }).status).toBe('pass')
  expect(noOversell.judge(sound, { ledger: 'another' })).toMatchObject({
    status: 'unknown',
    because: 'another was never read until it stopped changing',
  })
  const silent = buildWrites({ writes: [], final: {}, totals: {}, settled: true })
  expect(noOversell.judge(silent, { ledger })).toMatchObject({
    because: `${ledger} does not say sold, stockLeft and stockSeeded`,
  })
})
