import { describe, expect, test } from 'vitest'
import { timeToRecoverAfterHeal } from '../../../harness/measures/time-to-recover-after-heal.ts'
import { buildHistory, type BuiltRun } from '../../support/build-history.ts'

const op = 'cart.add'
const read = (to: number, run: Partial<BuiltRun> = {}) =>
  timeToRecoverAfterHeal.read(
    buildHistory({ ...run, operations: { [op]: { outages: [{ from: 0, to }] } } }),
    op,
  )

test('counts from the heal, not from the fault', () => {
  const reading = read(12_370, { healMs: 10_000 })
  expect(reading.value).toBeGreaterThanOrEqual(2370)
  expect(reading.value).toBeLessThanOrEqual(2370 + 50)
})

test('is 0 when the system healed itself first', () => {
  expect(read(4000)).toMatchObject({ value: 0, note: 'already back when it was healed' })
  expect(read(0)).toMatchObject({ value: 0, note: 'never impaired' })
})

test('tells failures that are too few to stand out', () => {
  const outages = [{ from: 2000, to: 22_000, every: 67 }]
  const history = buildHistory({ operations: { [op]: { outages } } })
  expect(timeToRecoverAfterHeal.read(history, op)).toMatchObject({
    value: 0,
    note: expect.stringContaining('(0.50 %) had no good answer'),
  })
})

test('is a lower bound when observation ended first', () => {
  expect(read(99_000, { loadMs: 30_000 })).toMatchObject({ censored: true })
})

describe('says why it cannot tell', () => {
  test('of a permanent fault', () => {
    expect(read(2000, { healMs: null })).toMatchObject({ value: null })
  })
  test('of a fault that was healed after the load', () => {
    expect(read(2000, { healMs: 70_000 })).toMatchObject({ value: null })
  })
  test('without a fault', () => {
    expect(read(2000, { faultless: true })).toEqual({
      value: null,
      because: 'no fault was planned',
    })
  })
})
