import type { RunHistory } from '../history/history.ts'
import type { EventRecord } from '../history/record.ts'
import { hurtingFaults, windowsOf } from '../history/windows.ts'
import type { PlannedFault } from '../scenario/plan.ts'
import { nameTargets } from '../target-names.ts'

/** A point in the run that a scenario names. Times are milliseconds since the run's epoch. */
export interface Moment {
  /** Its signs may be seen from here on. */
  readonly from: number
  /** Times are counted from here. */
  readonly at: number
  readonly text: string
}

/** The run has no fault, so whatever speaks of one is mistaken. */
export function isCalm({ header }: RunHistory): boolean {
  return hurtingFaults(header).length === 0
}

/**
 * The first time that a fault took effect which is called so or hurts what is called so, the last heal, or the first
 * event of this name after zero. Without a name it is the first fault. Only events that say `about` count.
 */
export function momentOf(
  history: RunHistory,
  name?: string,
  about?: string,
): Moment | { readonly because: string } {
  const { disturbances, zero } = windowsOf(history)
  if (name === 'heal') {
    const heal = disturbances.findLast(({ kind }) => kind === 'heal')
    return heal === undefined ? { because: 'no fault was seen to heal' } : momentIn(heal)
  }
  const meant = hurtingFaults(history.header).filter(
    ({ fault, target }) => name === undefined || fault === name || target.includes(name),
  )
  if (name === undefined || meant.length > 0) {
    return faultIn(history, meant, name ?? 'no fault')
  }
  if (zero === null) return { because: 'no fault was seen to take effect' }
  const event = eventsOf(history, name, about).find(({ at }) => at >= zero)
  return event === undefined
    ? { because: `${name} never happened` }
    : { from: event.at, at: event.at, text: name }
}

function faultIn(
  { faults }: RunHistory,
  meant: readonly PlannedFault[],
  name: string,
): Moment | { readonly because: string } {
  const ids = new Set(meant.map(({ id }) => id))
  const first = faults.find(({ stage, id }) => stage === 'effective' && ids.has(id))
  if (first === undefined) return { because: `${name} was not seen to take effect` }
  const asked = faults.find(({ id, stage }) => id === first.id && stage === 'requested')
  const text = [first.fault, nameTargets(first.target)].join(' ').trimEnd()
  return { from: Math.min(first.at, asked?.at ?? first.at), at: first.at, text }
}

function momentIn({
  requested,
  effective,
  text,
}: {
  readonly requested: number
  readonly effective: number
  readonly text: string
}): Moment {
  return { from: requested, at: effective, text }
}

/** The events of a name from the baseline on: in the warm-up a target may still be finding itself. */
export function eventsOf(
  history: RunHistory,
  event: string,
  about?: string,
): readonly EventRecord[] {
  const from = windowsOf(history).baseline?.from ?? Number.NEGATIVE_INFINITY
  return history.events.filter(
    ({ name, at, source, text }) =>
      name === event && at >= from && (about === undefined || `${source} ${text}`.includes(about)),
  )
}

/** Those that came before anything was done to the target: false alarms. */
export function falseAlarms(
  history: RunHistory,
  events: readonly EventRecord[],
): readonly EventRecord[] {
  if (isCalm(history)) return events
  const requested = history.faults.find(({ stage }) => stage === 'requested')?.at
  return events.filter(({ at }) => requested === undefined || at < requested)
}
