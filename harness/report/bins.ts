import type { OperationSeries } from '../../reports/report-data.ts'
import type { OperationFacts } from '../history/history.ts'
import type { RequestRecord } from '../history/record.ts'

type Bin = OperationSeries['bins'][number]
type Kind = 'ok' | 'degraded' | 'slow' | 'fail' | 'unknown'

/** Fewer requests than this in a bin would draw a comb where there is a steady stream. */
const leastPerBin = 5
const widths = [250, 500, 1000, 2000, 5000] as const

/** The narrowest width that keeps the page small and every bin of a steady stream filled. */
export function binWidth(lengthMs: number, rate: number): number {
  const forSize = lengthMs > 300_000 ? 1000 : lengthMs > 60_000 ? 500 : 250
  const forRate = rate > 0 ? (leastPerBin * 1000) / rate : 0
  return widths.find((width) => width >= forSize && width >= forRate) ?? 5000
}

/** How users saw one request. An answer of a tier that users do not accept is a failure. */
export function kindOf(request: RequestRecord, facts: OperationFacts): Kind {
  const { outcome, tier } = request
  if (outcome === 'fail' || outcome === 'unknown') return outcome
  if (outcome === 'degraded' && (tier === undefined || !facts.tiers.includes(tier))) return 'fail'
  return request.end - request.intended > facts.latencyLimitMs ? 'slow' : outcome
}

/**
 * Counts requests by intended start in bins whose edges lie on multiples of `binMs` from `zero`.
 * Bins cover `from` to `to` without a gap; all times since epoch, the answer's `at` relative to zero.
 */
export function binsOf(
  requests: readonly RequestRecord[],
  facts: OperationFacts,
  range: {
    readonly zero: number
    readonly from: number
    readonly to: number
    readonly binMs: number
  },
): Bin[] {
  const { zero, from, to, binMs } = range
  const first = Math.floor((from - zero) / binMs)
  const last = Math.max(first, Math.ceil((to - zero) / binMs) - 1)
  const members: RequestRecord[][] = Array.from({ length: last - first + 1 }, () => [])
  for (const request of requests) {
    members[Math.floor((request.intended - zero) / binMs) - first]?.push(request)
  }
  return members.map((inside, index) => binOf(inside, facts, (first + index) * binMs))
}

function binOf(requests: readonly RequestRecord[], facts: OperationFacts, at: number): Bin {
  const counts: Record<Kind, number> = { ok: 0, degraded: 0, slow: 0, fail: 0, unknown: 0 }
  const latencies: number[] = []
  for (const request of requests) {
    const kind = kindOf(request, facts)
    counts[kind] += 1
    if (kind !== 'fail' && kind !== 'unknown') latencies.push(request.end - request.intended)
  }
  latencies.sort((a, b) => a - b)
  return { at, ...counts, p50: rank(latencies, 0.5), p95: rank(latencies, 0.95) }
}

/** Nearest rank, so that every number shown was really measured; to a tenth of a millisecond. */
function rank(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  return value === undefined ? null : Math.round(value * 10) / 10
}
