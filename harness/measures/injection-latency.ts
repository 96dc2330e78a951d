import { hurtingFaults, windowsOf } from '../history/windows.ts'
import { formatMs } from '../units.ts'
import type { Measure } from './measure.ts'

/** Not part of any recovery time: printed so that it can be seen that it is not. */
export const injectionLatency: Measure = {
  name: 'injection-latency',
  summary: 'From asking for a fault until it took effect; the longest of the run.',
  unit: 'ms',
  better: 'neither',
  per: 'run',
  read(history) {
    if (hurtingFaults(history.header).length === 0)
      return { value: null, because: 'no fault was planned' }
    const faults = windowsOf(history).disturbances.filter(({ kind }) => kind === 'fault')
    const slowest = faults.toSorted(
      (a, b) => b.effective - b.requested - (a.effective - a.requested),
    )[0]
    if (slowest === undefined) return { value: null, because: 'no fault was seen to take effect' }
    const each = faults.map(
      (fault) => `${fault.text} ${formatMs(fault.effective - fault.requested)}`,
    )
    return {
      value: slowest.effective - slowest.requested,
      samples: faults.length,
      at: slowest.effective,
      ...(faults.length > 1 ? { note: each.join(', ') } : {}),
    }
  },
}
