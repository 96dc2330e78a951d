import { expect, test } from 'vitest'
import { outage } from '../../../harness/measures/outage.ts'
import { relapses } from '../../../harness/measures/relapses.ts'
import { buildHistory, type BuiltOutage } from '../../support/build-history.ts'

const op = 'cart.add'
const read = (outages: readonly BuiltOutage[], loadMs = 60_000, seed = 1) =>
  buildHistory({ seed, healMs: null, loadMs, operations: { [op]: { outages } } })

test('sums the bad stretches, and leaves out the good time between them', () => {
  const outages = [0, 12_000, 30_000].map((from) => ({ from, to: from + 2500 }))
  for (const seed of [1, 2, 3]) {
    const reading = outage.read(read(outages, 60_000, seed), op)
    if (reading.value === null) throw new Error(reading.because)
    expect(Math.abs(reading.value - 7500)).toBeLessThanOrEqual(reading.resolution ?? 0)
    expect(reading.resolution).toBeLessThan(700)
    expect(reading.note).toBe('3 stretches')
    expect(relapses.read(read(outages, 60_000, seed), op)).toMatchObject({ value: 2 })
  }
})

test('what did not end is a lower bound', () => {
  const reading = outage.read(read([{ from: 10_000, to: 99_000 }], 30_000), op)
  expect(reading).toMatchObject({ censored: true })
  expect(reading.value).toBeGreaterThan(19_500)
})
