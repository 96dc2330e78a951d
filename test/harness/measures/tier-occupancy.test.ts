import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepsOf, tellSteps, tierOccupancy } from '../../../harness/measures/tier-occupancy.ts'
import { buildHistory, type BuiltOutage } from '../../support/build-history.ts'

const op = 'guide.ask'
const tiers = ['category', 'popular']
const built = (outages: readonly BuiltOutage[]) =>
  buildHistory({ operations: { [op]: { tiers, outages } } })
const down = (from: number, to: number, tier: string, latencyMs = 20): BuiltOutage => ({
  ...{ from, to, tier, latencyMs, outcome: 'degraded' },
})

test('tells how much was degraded, and how far down', () => {
  const outages = [{ from: 0, to: 1000 }, down(1000, 3000, 'category'), down(3000, 9000, 'popular')]
  expect(tierOccupancy.read(built(outages), op)).toEqual({
    value: 0.8,
    samples: 200,
    note: 'full 10 %, category 20 %, popular 60 %, none 10 %',
  })
})

test('an answer that comes too late, or of a tier that nobody declared, is none', () => {
  const outages = [down(0, 5000, 'popular', 501), down(5000, 10_000, 'guessed')]
  expect(tierOccupancy.read(built(outages), op)).toMatchObject({ value: 0, note: 'none 100 %' })
})

test('what was degraded before or after the fault is not in it', () => {
  const outages = [down(-5000, 0, 'popular'), down(10_000, 20_000, 'popular')]
  expect(tierOccupancy.read(built(outages), op)).toMatchObject({ value: 0, note: 'full 100 %' })
})

test.each([
  {
    history: buildHistory({ operations: { [op]: {} } }),
    because: 'guide.ask declares no lower tiers',
  },
  {
    history: { ...built([]), requests: [] },
    because: 'no request of guide.ask in that time',
  },
  { history: { ...built([]), faults: [] }, because: 'no fault was seen to take effect' },
])('cannot be read: $because', ({ history, because }) => {
  expect(tierOccupancy.read(history, op)).toEqual({ value: null, because })
})

test('every request stands on exactly one step', () => {
  const time = fc.integer({ min: 0, max: 10_000 })
  const kinds = fc.constantFrom('category', 'popular', 'guessed')
  fc.assert(
    fc.property(time, time, kinds, fc.integer({ min: 1, max: 900 }), (a, b, tier, latencyMs) => {
      const { requests, header } = built([down(Math.min(a, b), Math.max(a, b), tier, latencyMs)])
      const facts = header.operations[op]
      if (facts === undefined) throw new Error('no facts')
      const steps = stepsOf(requests, facts)
      expect(steps.map((step) => step.tier)).toEqual(['full', ...tiers, 'none'])
      expect(steps.reduce((sum, { count }) => sum + count, 0)).toBe(requests.length)
    }),
    { numRuns: 30 },
  )
})

test('nobody on any step is told as nothing', () => {
  expect(tellSteps([{ tier: 'full', count: 0 }])).toBe('')
})
