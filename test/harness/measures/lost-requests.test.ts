import { expect, test } from 'vitest'
import { lostRequests } from '../../../harness/measures/lost-requests.ts'
import { buildHistory, type BuiltOperation } from '../../support/build-history.ts'

const op = 'cart.add'
const read = (built: BuiltOperation, seed = 1) =>
  lostRequests.read(buildHistory({ seed, operations: { [op]: built } }), op)

test('counts what failed because of the fault', () => {
  expect(read({ rate: 50, outages: [{ from: 0, to: 4000 }] }).value).toBe(200)
  expect(read({ rate: 50, outages: [{ from: 0, to: 4000, every: 4 }] }).value).toBe(50)
})

test('counts an outage that is too short for a bad stretch', () => {
  expect(read({ rate: 200, outages: [{ from: 7000, to: 7100 }] }).value).toBe(20)
})

test('does not blame the fault for what fails anyway', () => {
  for (const seed of [1, 2, 3]) {
    const { value } = read(
      { rate: 50, backgroundErrors: 0.01, outages: [{ from: 0, to: 4000 }] },
      seed,
    )
    expect(value).toBeGreaterThan(190)
    expect(value).toBeLessThan(206)
  }
})

test('a degraded answer that users accept is not lost', () => {
  const outages = [
    { from: 0, to: 4000, outcome: 'degraded' as const, tier: 'popular', latencyMs: 9 },
  ]
  expect(read({ tiers: ['popular'], outages }).value).toBe(0)
  expect(read({ outages }).value).toBe(80)
})
