import { hurtingFaults } from '../history/windows.ts'
import { formatMs } from '../units.ts'
import type { Measure, Reading } from './measure.ts'
import { unhurtNote } from './recovery.ts'
import { recoveryTimesOf, relapsesIn, worstOf, type RecoveryTimes } from './recovery-times.ts'

/**
 * From the effective fault until users had the operation back for good, by the recovery rule. With
 * relapses it counts to the end of the last one, and the note says when it was first back: "first back"
 * flatters a system that flaps.
 */
export const timeToRecover: Measure = {
  name: 'time-to-recover',
  summary: 'From the fault taking effect until users had the operation back, and kept it.',
  unit: 'ms',
  better: 'lower',
  per: 'operation',
  read(history, op) {
    if (hurtingFaults(history.header).length === 0)
      return { value: null, because: 'no fault was planned' }
    const times = recoveryTimesOf(history, op)
    return 'because' in times ? { value: null, ...times } : sinceFault(times)
  },
}

function sinceFault({ recovery, times }: RecoveryTimes): Reading {
  const { samples, resolution, stableMs } = recovery
  const ofFaults = times.filter(({ since }) => since.kind === 'fault')
  const worst = worstOf(ofFaults)
  if (worst === undefined) {
    const note = times.length === 0 ? unhurtNote(recovery) : 'impaired only by the healing'
    return { value: 0, samples, resolution, note }
  }
  const { stretch, ms } = worst
  const first = ofFaults.find(({ since }) => since === worst.since) ?? worst
  const notes = [
    ...(stretch.over
      ? []
      : [`observation ended before it was good for ${formatMs(stableMs)} on end`]),
    ...(first === worst
      ? []
      : [`first back after ${formatMs(first.ms)}, relapses: ${relapsesIn(ofFaults)}`]),
  ]
  return {
    value: ms,
    samples,
    resolution: stretch.resolution,
    at: stretch.to,
    ...(stretch.over ? {} : { censored: true }),
    ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
  }
}
