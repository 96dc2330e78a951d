import type { OperationFacts, RunHistory } from '../history/history.ts'
import type { RequestRecord } from '../history/record.ts'
import { isIn, type Span } from '../history/windows.ts'

/**
 * What counts as a good answer. `strict`: complete and in time. `lenient`: also an answer of a lower
 * tier that the operation declares acceptable. The gap between both is the degradation. `late`: complete, however late; what
 * is left is what was lost, whatever a busy machine does to latencies.
 */
export type Counting = 'strict' | 'lenient' | 'late'

/** Latency as the user felt it: from when the request was meant to start. Milliseconds. */
export function latencyOf(request: RequestRecord): number {
  return request.end - request.intended
}

/** An answer was given that counts, however late. */
export function isAnswered(
  { outcome, tier }: RequestRecord,
  facts: OperationFacts,
  counting: Counting,
): boolean {
  if (outcome === 'ok') return true
  return (
    counting === 'lenient' &&
    outcome === 'degraded' &&
    tier !== undefined &&
    facts.tiers.includes(tier)
  )
}

/** An answer that counts, within the operation's latency limit where that counts. */
export function isGood(request: RequestRecord, facts: OperationFacts, counting: Counting): boolean {
  const inTime = counting === 'late' || latencyOf(request) <= facts.latencyLimitMs
  return inTime && isAnswered(request, facts, counting)
}

/** The requests of one operation in order of intended start; only those in a span, when one is given. */
export function requestsOf(history: RunHistory, op: string, span?: Span): readonly RequestRecord[] {
  return history.requests
    .filter((request) => request.op === op && (span === undefined || isIn(request.intended, span)))
    .toSorted((a, b) => a.intended - b.intended || a.seq - b.seq)
}
