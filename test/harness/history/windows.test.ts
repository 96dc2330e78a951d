import { describe, expect, test } from 'vitest'
import type { FaultRecord } from '../../../harness/history/record.ts'
import { endOfLoad, hurtingFaults, isIn, windowsOf } from '../../../harness/history/windows.ts'
import { buildHistory, headerOf, type BuiltRun } from '../../support/build-history.ts'

const base: BuiltRun = {
  operations: { 'cart.add': { rate: 20 } },
  baselineMs: 10_000,
  zero: 12_000,
}

test('a span has its begin and not its end', () => {
  expect([9, 10, 19, 20].map((time) => isIn(time, { from: 10, to: 20 }))).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('a fault that heals divides the run', () => {
  const windows = windowsOf(buildHistory({ ...base, healMs: 10_000, loadMs: 30_000 }))
  expect(windows).toMatchObject({
    zero: 12_000,
    // The baseline ends when the fault is asked for, before it takes effect.
    baseline: { from: 2000, to: 11_920 },
    fault: { from: 12_000, to: 22_000 },
    observe: { from: 22_000 },
  })
  expect(windows.loadEnd).toBeGreaterThan(41_900)
  expect(windows.loadEnd).toBeLessThanOrEqual(42_000)
  expect(windows.all).toEqual({ from: 12_000, to: windows.loadEnd })
  expect(
    windows.disturbances.map(({ kind, requested, effective }) => [kind, requested, effective]),
  ).toEqual([
    ['fault', 11_920, 12_000],
    ['heal', 21_700, 22_000],
  ])
})

test('a permanent fault lasts until the load ends; observation is the phase of that name', () => {
  const windows = windowsOf(buildHistory({ ...base, healMs: null, loadMs: 30_000 }))
  expect(windows.fault).toEqual({ from: 12_000, to: windows.loadEnd })
  expect(windows.observe).toEqual({ from: 13_000, to: windows.loadEnd })
})

test('a fault that was not seen to heal lasts until the load ends', () => {
  const history = buildHistory({ ...base, loadMs: 30_000 })
  const faults = history.faults.filter(({ stage }) => stage !== 'heal-effective')
  const windows = windowsOf({ ...history, faults })
  expect(windows.fault?.to).toBe(windows.loadEnd)
})

test('without a fault zero is the end of the baseline, and every window is all that follows', () => {
  const windows = windowsOf(buildHistory({ ...base, faultless: true }))
  expect(windows.zero).toBe(12_000)
  expect(windows.baseline).toEqual({ from: 2000, to: 12_000 })
  expect(windows.fault).toEqual(windows.all)
  expect(windows.observe).toEqual(windows.all)
  expect(windows.disturbances.map(({ kind }) => kind)).toEqual(['none'])
})

test('the fault `none` keeps the windows of the fault it stands for, and hurts nothing', () => {
  const history = buildHistory(base)
  const control = {
    ...history,
    header: {
      ...history.header,
      faults: history.header.faults.map((f) => ({ ...f, fault: 'none' })),
    },
    faults: history.faults.map((record): FaultRecord => ({ ...record, fault: 'none' })),
  }
  expect(windowsOf(control).fault).toEqual(windowsOf(history).fault)
  expect(windowsOf(control).disturbances.map(({ kind }) => kind)).toEqual(['none', 'none'])
  expect(hurtingFaults(control.header)).toEqual([])
})

describe('says nothing of what was not recorded', () => {
  test('a fault that never took effect', () => {
    const history = buildHistory(base)
    const faults = history.faults.filter(({ stage }) => stage !== 'effective')
    const windows = windowsOf({ ...history, faults })
    expect(windows).toMatchObject({ zero: null, fault: null, observe: null, all: null })
    expect(windows.baseline).not.toBeNull()
  })

  test('a run that ended in its baseline', () => {
    const history = buildHistory({ ...base, faultless: true })
    expect(windowsOf({ ...history, phases: history.phases.slice(0, 2) }).baseline).toBeNull()
  })

  test('an empty history', () => {
    const { header, ...kinds } = buildHistory(base)
    const none = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]))
    expect(windowsOf({ ...kinds, ...none, header })).toMatchObject({
      zero: null,
      baseline: null,
      loadEnd: 0,
    })
  })
})

test('several faults: from the first effect to the last heal', () => {
  const history = buildHistory(base)
  const second = {
    id: 1,
    fault: 'pause',
    target: ['store-2'],
    options: {},
    atMs: 4000,
    healMs: 15_000,
  }
  const stamp = { kind: 'fault', id: 1, fault: 'pause', target: ['store-2'] } as const
  const windows = windowsOf({
    ...history,
    header: { ...headerOf(base), faults: [...history.header.faults, second] },
    faults: [
      ...history.faults,
      { ...stamp, stage: 'effective', at: 16_000 },
      { ...stamp, stage: 'heal-effective', at: 27_000 },
    ],
  })
  expect(windows.fault).toEqual({ from: 12_000, to: 27_000 })
  expect(windows.disturbances.map(({ effective }) => effective)).toEqual([
    12_000, 16_000, 22_000, 27_000,
  ])
})

test('the end of the load of one operation is the end of its last slot', () => {
  const history = buildHistory({ ...base, operations: { fast: { rate: 20 }, slow: { rate: 1 } } })
  const last = history.requests.findLast(({ op }) => op === 'slow')
  expect(endOfLoad(history, 'slow')).toBe((last?.intended ?? 0) + 1000)
})
