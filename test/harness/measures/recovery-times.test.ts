import { expect, test } from 'vitest'
import {
  recoveredAt,
  recoveryTimesOf,
  relapsesIn,
  worstOf,
} from '../../../harness/measures/recovery-times.ts'
import { buildHistory, type BuiltOutage, type BuiltRun } from '../../support/build-history.ts'

const op = 'cart.add'
const zero = 20_000

function built(outages: readonly BuiltOutage[], run: Partial<BuiltRun> = {}, backgroundErrors = 0) {
  const operations = { [op]: { outages, backgroundErrors } }
  return buildHistory({ zero, healMs: 25_000, ...run, operations })
}

function timesOf(...args: Parameters<typeof built>) {
  const found = recoveryTimesOf(built(...args), op)
  if ('because' in found) throw new Error(found.because)
  return found.times
}

const kinds = (times: ReturnType<typeof timesOf>) => times.map(({ since }) => since.kind)

test('each bad stretch counts from what brought it about', () => {
  const times = timesOf([
    { from: 0, to: 3000 },
    { from: 10_000, to: 12_000 },
    { from: 24_800, to: 26_000 },
  ])
  expect(kinds(times)).toEqual(['fault', 'fault', 'heal'])
  expect(relapsesIn(times)).toBe(1)
  expect(times[2]?.ms).toBeGreaterThanOrEqual(1000)
  expect(times[2]?.ms).toBeLessThanOrEqual(1050)
})

test('a stretch that began before the healing was asked for is the fault’s', () => {
  expect(kinds(timesOf([{ from: 24_000, to: 27_000 }]))).toEqual(['fault'])
  expect(kinds(timesOf([{ from: 0, to: 400 }], { healMs: 450 }))).toEqual(['fault'])
})

test('errors of the baseline do not move a stretch to the wrong side of a heal', () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const outages = [
      { from: 0, to: 3000 },
      { from: 24_800, to: 27_000 },
    ]
    expect(kinds(timesOf(outages, { seed }, 0.005))).toEqual(['fault', 'heal'])
  }
})

test('what is not over is worse than what took longer', () => {
  const times = timesOf(
    [
      { from: 0, to: 20_000 },
      { from: 26_000, to: 99_000 },
    ],
    { loadMs: 36_000 },
  )
  expect(worstOf(times)?.stretch.over).toBe(false)
  expect(worstOf([])).toBeUndefined()
})

test('when the operation was back for good', () => {
  expect(recoveredAt(built([]), op)).toBe(zero)
  expect(recoveredAt(built([{ from: 0, to: 99_000 }]), op)).toBeNull()
  expect(recoveredAt(built([]), 'no.such')).toBeNull()
  const back = recoveredAt(built([{ from: 0, to: 3000 }]), op)
  expect(back).toBeGreaterThanOrEqual(zero + 3000)
  expect(back).toBeLessThanOrEqual(zero + 3050)
})
