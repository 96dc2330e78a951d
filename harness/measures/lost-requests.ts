import { isIn, windowsOf } from '../history/windows.ts'
import { isGood, requestsOf } from './answers.ts'
import type { Measure } from './measure.ts'
import { recoveryOf } from './recovery.ts'

/** Failures outside bad stretches beyond this many standard deviations are no chance. */
const sigmas = 3

/**
 * The resilience triangle in requests: Σ (b − good) over the requests in bad stretches, where b is the
 * baseline's share of good answers, so that what fails anyway is not blamed on the fault. Outside of
 * them failures are added only where they are more than the baseline lets expect. A stretch counts at
 * least 0: doing better than before at one time makes up for nothing.
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
    if (facts === undefined || all === null) return { value: null, because: 'no fault was planned' }
    const { steady, stretches, samples } = recovery
    const good = requestsOf(history, op, all).map((request) => {
      return { at: request.intended, good: isGood(request, facts, 'lenient') }
    })
    // The rule may call the end of a stretch this much too early.
    const spans = stretches.map(({ from, to, resolution }) => ({ from, to: to + resolution }))
    const inside = spans.map((span) =>
      good
        .filter(({ at }) => isIn(at, span))
        .reduce((sum, answer) => sum + steady.ratio - Number(answer.good), 0),
    )
    const outside = good.filter(({ at }) => !spans.some((span) => isIn(at, span)))
    const failed = outside.filter((answer) => !answer.good).length
    // One imagined failure keeps a short flawless baseline from claiming that it never fails.
    const expected = (outside.length * (steady.requests - steady.good + 1)) / (steady.requests + 2)
    const spread = Math.sqrt(expected * (1 + outside.length / steady.requests))
    const rest =
      failed > expected + sigmas * spread ? failed - outside.length * (1 - steady.ratio) : 0
    const value = Math.round(inside.reduce((sum, loss) => sum + Math.max(0, loss), rest))
    const censored = stretches.some(({ over }) => !over)
    return { value, samples, resolution: 1, ...(censored ? { censored } : {}) }
  },
}
