import type { Plan } from '../../harness/scenario/plan.ts'

/** A plan for tests that only care about some of it. */
export function planOf(more: Partial<Plan>): Plan {
  return {
    scenario: 'cart/redis-primary-kill',
    file: 'scenarios/cart/redis-primary-kill.yaml',
    claim: 'Shoppers keep using their carts.',
    seed: 4711,
    load: [{ op: 'cart.add', rate: 10 }],
    faults: [],
    baselineMs: 10_000,
    observeMs: 10_000,
    loadMs: 25_000,
    warmUpMs: 5000,
    expect: [],
    journeys: [],
    ledgers: [],
    without: [],
    plant: [],
    fresh: false,
    tags: [],
    requires: [],
    repeat: 1,
    parameters: {},
    jitterMs: 0,
    ...more,
  }
}
