import type { Measure } from './measure.ts'
import { recoveryOf } from './recovery.ts'

/**
 * What users felt, which differs from the time to recover when the system flaps or the fault strikes
 * late: the sum of the lengths of all bad stretches.
 */
export const outage: Measure = {
  name: 'outage',
  summary: 'How long users were without the operation in all.',
  unit: 'ms',
  better: 'lower',
  per: 'operation',
  read(history, op) {
    const recovery = recoveryOf(history, op)
    if ('because' in recovery) return { value: null, ...recovery }
    const { stretches, samples, stableMs } = recovery
    const period = 1000 / (history.header.operations[op]?.rate ?? Number.NaN)
    const value = stretches.reduce((sum, { from, to }) => sum + (to - from), 0)
    const resolution = stretches.reduce((sum, stretch) => sum + stretch.resolution + period, 0)
    const over = stretches.every((stretch) => stretch.over)
    return {
      value,
      samples,
      resolution: Math.max(resolution, recovery.resolution),
      ...(over ? {} : { censored: true }),
      ...(stretches.length > 1 ? { note: `${stretches.length} stretches` } : {}),
      ...(stretches.length === 0
        ? { note: `no bad stretch that stands out of ${stableMs / 1000} s` }
        : {}),
    }
  },
}
