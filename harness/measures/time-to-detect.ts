import { hurtingFaults, windowsOf } from '../history/windows.ts'
import { formatMs } from '../units.ts'
import type { Measure } from './measure.ts'

/**
 * From the effective fault to the first sign that the *system* noticed. Every detector has a time of
 * its own, so the note names it. Without such an event it is unknown: it is never inferred from recovery.
 */
export const timeToDetect: Measure = {
  name: 'time-to-detect',
  summary: 'From the fault taking effect until the system itself said that it noticed.',
  unit: 'ms',
  better: 'lower',
  per: 'run',
  read(history) {
    if (hurtingFaults(history.header).length === 0)
      return { value: null, because: 'no fault was planned' }
    const fault = windowsOf(history).disturbances.find(({ kind }) => kind === 'fault')
    if (fault === undefined) return { value: null, because: 'no fault was seen to take effect' }
    const { requested, effective } = fault
    const event = history.events.find(({ at, detects }) => detects === true && at >= requested)
    if (event === undefined) return { value: null, because: 'no detector said anything' }
    const early = effective - event.at
    const detector = `by ${event.source}: ${event.name}`
    return {
      value: Math.max(0, -early),
      samples: 1,
      resolution: Math.max(1, effective - requested),
      at: event.at,
      note: early > 0 ? `${detector}, ${formatMs(early)} before the effect was seen` : detector,
    }
  },
}
