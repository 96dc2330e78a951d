import { windowsOf } from '../../../harness/history/windows.ts'
import { latencyOf, requestsOf } from '../../../harness/measures/answers.ts'
import type { Measure } from '../../../harness/measures/measure.ts'

/** The worst that one user went through; a percentile hides it. */
export const slowestAnswer: Measure = {
  name: 'slowest-answer',
  summary: 'The longest that anybody waited for an answer while the fault lasted.',
  unit: 'ms',
  better: 'lower',
  per: 'operation',
  read(history, op) {
    const { fault } = windowsOf(history)
    if (fault === null) return { value: null, because: 'no fault was seen to take effect' }
    const requests = requestsOf(history, op, fault)
    const slowest = requests.toSorted((a, b) => latencyOf(b) - latencyOf(a))[0]
    if (slowest === undefined)
      return { value: null, because: `no request of ${op} was started while the fault lasted` }
    return { value: latencyOf(slowest), samples: requests.length, at: slowest.intended }
  },
}
