import type { Measure } from './measure.ts'
import { recoveryTimesOf, relapsesIn } from './recovery-times.ts'

/** Shows flapping, which one time to recover cannot. */
export const relapses: Measure = {
  name: 'relapses',
  summary: 'How often users lost the operation again without a new fault or heal.',
  unit: 'count',
  better: 'lower',
  per: 'operation',
  read(history, op) {
    const times = recoveryTimesOf(history, op)
    if ('because' in times) return { value: null, ...times }
    return { value: relapsesIn(times.times), samples: times.recovery.samples }
  },
}
