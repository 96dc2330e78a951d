import { windowsOf, type Span } from '../history/windows.ts'
import { quantile } from '../statistics/quantile.ts'
import { isAnswered, latencyOf, requestsOf } from './answers.ts'
import type { Measure } from './measure.ts'
import { leastRequests } from './steady-state.ts'

const phrases = {
  baseline: 'before the fault',
  fault: 'while the fault lasted',
  after: 'after the fault was healed',
} as const

/**
 * A percentile of the latency of answers in one phase, from the intended start. Answers later than the
 * limit are in it, else the limit would cap it; requests without an answer are not, and the note counts them.
 */
export function latencyMeasure(percent: 50 | 95, phase: keyof typeof phrases): Measure {
  return {
    name: `latency-p${percent}-${phase}`,
    summary: `${percent} of 100 answers came within this time ${phrases[phase]}.`,
    unit: 'ms',
    better: 'lower',
    per: 'operation',
    read(history, op) {
      const facts = history.header.operations[op]
      if (facts === undefined) return { value: null, because: `${op} was not under load` }
      const windows = windowsOf(history)
      const span: Span | null = phase === 'after' ? windows.observe : windows[phase]
      if (span === null) return { value: null, because: `the history has no such phase` }
      const requests = requestsOf(history, op, span)
      const answered = requests.filter((request) => isAnswered(request, facts, 'lenient'))
      const value = quantile(answered.map(latencyOf), percent / 100)
      if (value === null || answered.length < leastRequests) {
        return {
          value: null,
          because: `only ${answered.length} answers; ${leastRequests} are needed`,
        }
      }
      const silent = requests.length - answered.length
      const note = `${silent} of ${requests.length} requests had no good answer and are not in it`
      return { value, samples: answered.length, ...(silent > 0 ? { note } : {}) }
    },
  }
}
