import type { RunHistory } from '../history/history.ts'
import { windowsOf } from '../history/windows.ts'
import { quantile } from '../statistics/quantile.ts'
import { wilson } from '../statistics/wilson.ts'
import { isAnswered, isGood, latencyOf, requestsOf, type Counting } from './answers.ts'

/** How one operation did before anything was hurt: what recovery is measured against. */
export interface SteadyState {
  readonly requests: number
  readonly good: number
  /** Share of good answers, 0 … 1. */
  readonly ratio: number
  /** 95th percentile of the latency of answers, ms. */
  readonly p95: number
}

/** Fewer requests say too little about what is normal. */
export const leastRequests = 20

/** More bad answers than this are no noise. */
const mostErrors = 0.05

/** Reads the baseline window, or says why it cannot be read. */
export function steadyStateOf(
  history: RunHistory,
  op: string,
  counting: Counting,
): SteadyState | { readonly because: string } {
  const facts = history.header.operations[op]
  if (facts === undefined) return { because: `${op} was not under load` }
  const { baseline } = windowsOf(history)
  if (baseline === null) return { because: 'no baseline was recorded' }
  const requests = requestsOf(history, op, baseline)
  if (requests.length < leastRequests) {
    return {
      because: `the baseline has ${requests.length} requests of ${op}; ${leastRequests} are needed`,
    }
  }
  const good = requests.filter((request) => isGood(request, facts, counting)).length
  const answered = requests.filter((request) => isAnswered(request, facts, counting))
  const p95 = quantile(answered.map(latencyOf), 0.95)
  if (good === 0 || p95 === null) return { because: `${op} had no good answer in the baseline` }
  if (wilson(requests.length - good, requests.length).low > mostErrors) {
    return {
      because: `only ${good} of ${requests.length} answers of ${op} were good in the baseline`,
    }
  }
  return { requests: requests.length, good, ratio: good / requests.length, p95 }
}
