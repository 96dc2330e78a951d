import { expect, test } from 'vitest'
import { availability } from '../../../harness/measures/availability.ts'
import { availabilityLenient } from '../../../harness/measures/availability-lenient.ts'
import { buildHistory } from '../../support/build-history.ts'

test('is never below the strict one', () => {
  for (const tier of ['popular', 'stale']) {
    const outages = [{ from: 0, to: 4000, outcome: 'degraded' as const, tier, latencyMs: 20 }]
    const history = buildHistory({ operations: { 'guide.ask': { tiers: ['popular'], outages } } })
    const lenient = availabilityLenient.read(history, 'guide.ask').value ?? Number.NaN
    expect(lenient).toBeGreaterThanOrEqual(availability.read(history, 'guide.ask').value ?? 1)
  }
})
