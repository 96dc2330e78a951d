import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadValidScenarios } from '../../../harness/scenario/load-scenarios.ts'
import { controlOf, maxJitterMs, planScenario } from '../../../harness/scenario/planner.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const folder = 'test/fixtures/scenarios'
const [scenario] = await loadValidScenarios([`${folder}/valid.yaml`], folder, smallVocabulary)
if (scenario === undefined) throw new Error('the valid fixture must be valid')

test('the same seed makes the same plan', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      expect(planScenario(scenario, { seed })).toEqual(planScenario(scenario, { seed }))
    }),
  )
})

test('the seed moves all faults together, by no more than is said', () => {
  const seen = new Set<number>()
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { faults, jitterMs } = planScenario(scenario, { seed })
      seen.add(jitterMs)
      expect(jitterMs).toBeGreaterThanOrEqual(0)
      expect(jitterMs).toBeLessThanOrEqual(maxJitterMs)
      expect(faults.map(({ atMs }) => atMs - jitterMs)).toEqual([1000, 10_200])
      expect(faults.map(({ atMs, healMs }) => (healMs ?? 0) - atMs)).toEqual([20_000, 5000])
    }),
  )
  expect(seen.size).toBeGreaterThan(10)
})

test('the jitter belongs to the scenario: others in the run do not change it', () => {
  const other = { ...scenario, id: 'other' }
  const jitters = [1, 2, 3, 4, 5].map((seed) => [
    planScenario(scenario, { seed }).jitterMs,
    planScenario(other, { seed }).jitterMs,
  ])
  expect(jitters.some(([a, b]) => a !== b)).toBe(true)
})

test('the load outlasts warm-up, baseline, faults and observation', () => {
  const plan = planScenario(scenario, { seed: 7 })
  expect(plan.loadMs).toBe(3000 + 10_000 + 21_000 + 25_000 + plan.jitterMs)
})

test('a permanent fault has no heal, and observation begins when it was injected', () => {
  const faults = scenario.faults.slice(0, 1).map((fault) => ({ ...fault, lastsMs: null }))
  const plan = planScenario({ ...scenario, faults }, { seed: 7 })
  expect(plan.faults[0]?.healMs).toBe(null)
  expect(plan.loadMs).toBe(3000 + 10_000 + 1000 + 25_000 + plan.jitterMs)
})

test('switches given by hand are added to those of the scenario, once', () => {
  const plan = planScenario(scenario, {
    seed: 7,
    without: ['retries', 'spare'],
    plant: ['forgetful'],
  })
  expect(plan.without).toEqual(['retries', 'spare'])
  expect(plan.plant).toEqual(['forgetful'])
})

test('the control is the same plan with nothing hurt and nothing excused', () => {
  const plan = planScenario(scenario, { seed: 7 })
  const { expectFail: _, ...rest } = plan
  expect(controlOf(plan)).toEqual({ ...rest, faults: [], jitterMs: 0 })
})
