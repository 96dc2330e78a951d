import { hurtingFaults, windowsOf } from '../history/windows.ts'
import { isGood, requestsOf } from './answers.ts'
import type { Measure } from './measure.ts'
import { recoveryOf } from './recovery.ts'

/**
 * From the effective fault to the first request that felt it, by intended start; a request in flight
 * at that moment felt it at once. Against a baseline with errors of its own, only a bad stretch is an
 * impact. None at all is a result (the fault was masked), not missing data.
 */
export const timeToImpact: Measure = {
  name: 'time-to-impact',
  summary: 'From the fault taking effect until the first request that felt it.',
  unit: 'ms',
  better: 'higher',
  per: 'operation',
  read(history, op) {
    if (hurtingFaults(history.header).length === 0)
      return { value: null, because: 'no fault was planned' }
    const recovery = recoveryOf(history, op, 'strict')
    if ('because' in recovery) return { value: null, ...recovery }
    const facts = history.header.operations[op]
    const { zero } = windowsOf(history)
    if (facts === undefined || zero === null)
      return { value: null, because: 'no fault was planned' }
    const { steady, stretches, samples } = recovery
    const hurt = requestsOf(history, op).filter(
      (request) => request.end >= zero && !isGood(request, facts, 'strict'),
    )
    const first = steady.ratio === 1 ? hurt[0]?.intended : undefined
    const onset = Math.min(first ?? Infinity, stretches[0]?.from ?? Infinity)
    if (onset === Infinity) {
      const noise =
        hurt.length === 0 ? '' : ` more than before: ${hurt.length} of ${samples} failed`
      return { value: null, because: `no request felt it${noise}` }
    }
    const resolution = 1000 / facts.rate
    return { value: Math.max(0, onset - zero), samples, resolution, at: Math.max(onset, zero) }
  },
}
