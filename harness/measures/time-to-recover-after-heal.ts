import { hurtingFaults, windowsOf } from '../history/windows.ts'
import type { Measure } from './measure.ts'
import { recoveryOf, unhurtNote } from './recovery.ts'

/** The other clock: how long users went on suffering after the cause had been taken away. */
export const timeToRecoverAfterHeal: Measure = {
  name: 'time-to-recover-after-heal',
  summary: 'From the last fault being healed until users had the operation back, and kept it.',
  unit: 'ms',
  better: 'lower',
  per: 'operation',
  read(history, op) {
    if (hurtingFaults(history.header).length === 0)
      return { value: null, because: 'no fault was planned' }
    const heal = windowsOf(history).disturbances.findLast(({ kind }) => kind === 'heal')
    if (heal === undefined) {
      return { value: null, because: 'no fault was seen to heal while the load ran' }
    }
    const recovery = recoveryOf(history, op)
    if ('because' in recovery) return { value: null, ...recovery }
    const { samples, resolution, stretches } = recovery
    const last = stretches.at(-1)
    if (last === undefined || last.to <= heal.effective) {
      const note = last === undefined ? unhurtNote(recovery) : 'already back when it was healed'
      return { value: 0, samples, resolution, note }
    }
    return {
      value: last.to - heal.effective,
      samples,
      resolution: last.resolution,
      at: last.to,
      ...(last.over ? {} : { censored: true, note: 'observation ended before recovery' }),
    }
  },
}
