import { isIn, windowsOf } from '../history/windows.ts'
import { isGood, requestsOf } from './answers.ts'
import type { Measure } from './measure.ts'
import { recoveryOf } from './recovery.ts'

/**
 * The resilience triangle in requests: Σ (b − good) over requests, where b is the baseline's share of
 * good answers, so that what fails anyway is not blamed on the fault. Where the baseline had errors, only
 * bad stretches are summed, since elsewhere the sum is noise. At least 0: doing better than
 * before at one time makes up for nothing.
 * Source: M. Bruneau et al., "A framework to quantitatively assess … seismic resilience", 2003 (the loss
 * ∫ (100 − Q(t)) dt), taken per request instead of per bin.
 */
export const lostRequests: Measure = {
  name: 'lost-requests',
  summary: 'How many requests went unserved because of the fault.',
  unit: 'count',
  better: 'lower',
  per: 'operation',
  read(history, op) {
    const facts = history.header.operations[op]
    const recovery = recoveryOf(history, op, 'lenient')
    if ('because' in recovery) return { value: null, ...recovery }
    const { all } = windowsOf(history)
    if (facts === undefined || all === null) return { value: null, because: 'no fault' }
    const { steady, stretches, samples } = recovery
    const spans = steady.ratio === 1 ? [all] : stretches
    const lost = spans.map((span) =>
      requestsOf(history, op, all)
        .filter((request) => isIn(request.intended, span))
        .reduce(
          (sum, request) => sum + steady.ratio - Number(isGood(request, facts, 'lenient')),
          0,
        ),
    )
    const value = Math.round(lost.reduce((sum, loss) => sum + Math.max(0, loss), 0))
    const censored = stretches.some(({ over }) => !over)
    return {
      value,
      samples,
      resolution: steady.ratio === 1 ? 0 : 1,
      ...(censored ? { censored } : {}),
    }
  },
}
