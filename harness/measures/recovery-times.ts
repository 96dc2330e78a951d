import type { RunHistory } from '../history/history.ts'
import { windowsOf, type Disturbance } from '../history/windows.ts'
import type { Counting } from './answers.ts'
import type { BadStretch } from './bad-stretches.ts'
import { recoveryOf, type Recovery } from './recovery.ts'

/** One bad stretch with what brought it about. */
export interface RecoveryTime {
  readonly stretch: BadStretch
  readonly since: Disturbance
  /** From when the disturbance took effect until users were back, ms; a lower bound when not over. */
  readonly ms: number
}

export interface RecoveryTimes {
  readonly recovery: Recovery
  readonly times: readonly RecoveryTime[]
}

/**
 * Every bad stretch of an operation, counted from the last fault or heal that had been requested when
 * it began. So a short disturbance by the healing itself is not added to the time the fault took, and
 * a second stretch after the same fault (a relapse) counts from that fault.
 */
export function recoveryTimesOf(
  history: RunHistory,
  op: string,
  counting: Counting = 'strict',
): RecoveryTimes | { readonly because: string } {
  const recovery = recoveryOf(history, op, counting)
  if ('because' in recovery) return recovery
  const { disturbances } = windowsOf(history)
  const times = recovery.stretches.flatMap((stretch): RecoveryTime[] => {
    const begin = stretch.surelyFrom
    const since = disturbances.findLast(({ requested }) => requested <= begin) ?? disturbances[0]
    if (since === undefined) return []
    return [{ stretch, since, ms: Math.max(0, stretch.to - since.effective) }]
  })
  return { recovery, times }
}

/** The one that took longest. One that is not over is worse than any that is. */
export function worstOf(times: readonly RecoveryTime[]): RecoveryTime | undefined {
  return times.toSorted((a, b) => Number(a.stretch.over) - Number(b.stretch.over) || b.ms - a.ms)[0]
}

/** How often users lost an operation again after they had it back, with no new fault or heal. */
export function relapsesIn(times: readonly RecoveryTime[]): number {
  return times.length - new Set(times.map(({ since }) => since)).size
}

/** When the operation was back for good, ms since the run's epoch; null when it was not, or is not known. */
export function recoveredAt(history: RunHistory, op: string): number | null {
  const recovery = recoveryOf(history, op)
  if ('because' in recovery) return null
  const last = recovery.stretches.at(-1)
  if (last === undefined) return windowsOf(history).zero
  return last.over ? last.to : null
}
