import type { OperationFacts, RunHistory } from '../history/history.ts'
import type { RequestRecord } from '../history/record.ts'
import { formatRatio } from '../units.ts'
import { isGood, requestsOf } from './answers.ts'
import type { Measure, Reading } from './measure.ts'
import { partOf } from './served-share.ts'

/** How many requests were answered on one step of a ladder. */
export interface Step {
  /** `full`, a tier that the operation declares, or `none`: no acceptable answer in time. */
  readonly tier: string
  readonly count: number
}

/** All steps from the best to none, also those on which nobody stood. */
export function stepsOf(
  requests: readonly RequestRecord[],
  facts: OperationFacts,
): readonly Step[] {
  const groups = Map.groupBy(requests, (request) => {
    if (!isGood(request, facts, 'lenient')) return 'none'
    return request.outcome === 'ok' ? 'full' : (request.tier ?? 'none')
  })
  return ['full', ...facts.tiers, 'none'].map((tier) => ({
    tier,
    count: groups.get(tier)?.length ?? 0,
  }))
}

/** The share of each step on which somebody stood: `full 12 %, popular 88 %`. */
export function tellSteps(steps: readonly Step[]): string {
  const all = steps.reduce((sum, { count }) => sum + count, 0)
  return steps
    .filter(({ count }) => count > 0)
    .map(({ tier, count }) => `${tier} ${formatRatio(count / all)}`)
    .join(', ')
}

/** How much of the service was degraded service; the note says how far down. */
export const tierOccupancy: Measure = {
  name: 'tier-occupancy',
  summary: 'Share of requests that were answered by a lower tier while the fault lasted.',
  unit: 'ratio',
  better: 'lower',
  per: 'operation',
  read: (history, op) => occupancyOf(history, op),
}

function occupancyOf(history: RunHistory, op: string): Reading {
  const facts = history.header.operations[op]
  if (facts === undefined) return { value: null, because: `${op} was not under load` }
  if (facts.tiers.length === 0) return { value: null, because: `${op} declares no lower tiers` }
  const span = partOf(history, 'fault')
  if (span === null) return { value: null, because: 'no fault was seen to take effect' }
  const requests = requestsOf(history, op, span)
  if (requests.length === 0) return { value: null, because: `no request of ${op} in that time` }
  const steps = stepsOf(requests, facts)
  const lower = steps.slice(1, -1).reduce((sum, { count }) => sum + count, 0)
  return { value: lower / requests.length, samples: requests.length, note: tellSteps(steps) }
}
