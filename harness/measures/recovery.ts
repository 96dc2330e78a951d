import type { RunHistory } from '../history/history.ts'
import { endOfLoad, windowsOf } from '../history/windows.ts'
import { formatRatio } from '../units.ts'
import { isGood, latencyOf, requestsOf, type Counting } from './answers.ts'
import { recoveryRule } from './recovery-rule.ts'
import { badStretches, margins, type BadStretch } from './bad-stretches.ts'
import { steadyStateOf, type SteadyState } from './steady-state.ts'

export interface Recovery {
  readonly stretches: readonly BadStretch[]
  /** How many requests after zero it rests on. */
  readonly samples: number
  /** How many of them had no good answer, in bad stretches or not. */
  readonly failed: number
  readonly stableMs: number
  /** The latency above which a request counts as slow, ms. */
  readonly slowMs: number
  /** A stretch shorter than this may go unseen, ms. */
  readonly resolution: number
  readonly steady: SteadyState
}

/** Finds the bad stretches of one operation from zero to the end of the load, or says why it cannot. */
export function recoveryOf(
  history: RunHistory,
  op: string,
  counting: Counting = 'strict',
): Recovery | { readonly because: string } {
  const facts = history.header.operations[op]
  if (facts === undefined) return { because: `${op} was not under load` }
  const { zero, all } = windowsOf(history)
  if (zero === null || all === null) return { because: 'no fault was seen to take effect' }
  const steady = steadyStateOf(history, op, counting)
  if ('because' in steady) return steady
  const requests = requestsOf(history, op, all)
  if (requests.length === 0) return { because: `no request of ${op} was started after the fault` }

  const { leastRequests, latencyFactor, latencyFloorShare } = recoveryRule
  const stableMs = Math.max(recoveryRule.stableMs, (leastRequests * 1000) / facts.rate)
  const slowMs = Math.max(latencyFactor * steady.p95, latencyFloorShare * facts.latencyLimitMs)
  const served = {
    times: requests.map(({ intended }) => intended),
    bad: requests.map((request) => !isGood(request, facts, counting)),
    slow: requests.map((request) => latencyOf(request) > slowMs),
    end: endOfLoad(history, op),
    rate: facts.rate / 1000,
    stableMs,
    steady,
  }
  // A stretch must exceed the margin twice to be told from chance.
  const resolution = 2 * margins(served).margin * stableMs + 1000 / facts.rate
  return {
    stretches: badStretches(served),
    samples: requests.length,
    failed: served.bad.filter(Boolean).length,
    stableMs,
    slowMs,
    resolution,
    steady,
  }
}

/**
 * What is said of an operation without a bad stretch. Failures too few to stand out of chance in any of them are failures
 * all the same: their users were not served.
 */
export function unhurtNote({ failed, samples }: Recovery): string {
  if (failed === 0) return 'never impaired'
  const share = formatRatio(failed / samples)
  return `never impaired for long, though ${failed} of ${samples} requests (${share}) had no good answer`
}
