import type { LadderReport } from '../../reports/report-data.ts'
import type { OperationFacts, RunHistory } from '../history/history.ts'
import type { RequestRecord } from '../history/record.ts'
import { hurtingFaults, isIn, windowsOf, type Span } from '../history/windows.ts'
import { kindOf } from './bins.ts'

/** For every operation that declares lower tiers: what its answers were, before, while hurt and afterwards. */
export function laddersOf(history: RunHistory): LadderReport[] {
  const { baseline, fault, observe } = windowsOf(history)
  const hurt = hurtingFaults(history.header).length > 0
  const parts: readonly (readonly [LadderReport['parts'][number]['part'], Span | null])[] = [
    ['baseline', baseline],
    // Without a fault the time after the baseline is one.
    ['fault', hurt ? fault : null],
    ['after', observe],
  ]
  return Object.entries(history.header.operations)
    .filter(([, { tiers }]) => tiers.length > 0)
    .map(([op, facts]) => {
      const requests = history.requests.filter((request) => request.op === op)
      return {
        op,
        tiers: ['full', ...facts.tiers, 'none'],
        parts: parts.flatMap(([part, span]) => {
          const inside = requests.filter(({ intended }) => span !== null && isIn(intended, span))
          return inside.length === 0 ? [] : [{ part, counts: countsOf(inside, facts) }]
        }),
      }
    })
}

/** How many requests each tier answered, in the order of the ladder. A late answer is none that anybody waited for. */
function countsOf(requests: readonly RequestRecord[], facts: OperationFacts): readonly number[] {
  const groups = Map.groupBy(requests, (request) => {
    const kind = kindOf(request, facts)
    return kind === 'ok' ? 'full' : kind === 'degraded' ? request.tier : 'none'
  })
  return ['full', ...facts.tiers, 'none'].map((tier) => groups.get(tier)?.length ?? 0)
}
