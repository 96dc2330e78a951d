import type { RunHistory } from '../history/history.ts'
import type { EventRecord } from '../history/record.ts'
import { hurtingFaults, stampOf, windowsOf } from '../history/windows.ts'
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
 * event of this name since something was done to the target. Without a name it is the first fault. Only events that
 * say `about` count.
 */
export function momentOf(
  history: RunHistory,
  name?: string,
  about?: string,
): Moment | { readonly because: string } {
  const unreliable = clockDoubt(history)
  if (unreliable !== undefined) return { because: unreliable }
  const { disturbances } = windowsOf(history)
  if (name === 'heal') {
    const heal = disturbances.findLast(({ kind }) => kind === 'heal')
    return heal === undefined ? { because: 'no fault was seen to heal' } : momentIn(heal)
  }
  const meant = hurtingFaults(history.header).filter(
    ({ fault, target }) => name === undefined || fault === name || target.includes(name),
  )
  if (name === undefined || meant.length > 0) {
    return faultIn(history, meant)
  }
  const [first] = disturbances
  if (first === undefined) return { because: 'no fault was seen to take effect' }
  // What it does may be seen before the engine says that it was done.
  const event = eventsOf(history, name, about).find(({ at }) => at >= first.requested)
  return event === undefined
    ? { because: `${name} never happened` }
    : { from: event.at, at: event.at, text: name }
}

/** A later fault is not taken for one that was planned before it and failed: what was to follow that need not follow this. */
function faultIn(
  history: RunHistory,
  meant: readonly PlannedFault[],
): Moment | { readonly because: string } {
  const inForce = meant.flatMap(({ id }) => stampOf(history, id, 'effective') ?? [])
  const [first] = inForce.toSorted((a, b) => a.at - b.at)
  const due = meant.find(({ id }) => id === first?.id)?.atMs ?? Infinity
  const failed = meant.find(
    ({ id, atMs }) => atMs <= due && stampOf(history, id, 'effective') === undefined,
  )
  if (failed !== undefined) {
    return { because: `${nameFault(failed)} was not seen to take effect` }
  }
  if (first === undefined) return { because: 'no fault was seen to take effect' }
  const { id, at } = first
  const requested = stampOf(history, id, 'requested')?.at ?? at
  return { from: Math.min(at, requested), at, text: nameFault(first) }
}

function nameFault({ fault, target }: Pick<PlannedFault, 'fault' | 'target'>): string {
  return [fault, nameTargets(target)].join(' ').trimEnd()
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

/**
 * Events are stamped by the clock of the machine and faults by another one. Undefined as long as the two kept step: else no
 * time between an event and a fault means anything.
 */
export function clockDoubt({ doubts }: RunHistory): string | undefined {
  return doubts.find(({ about, fatal }) => about === 'clock' && fatal)?.text
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
      name === event && at >= from && (about === undefined || names(`${source} ${text}`, about)),
  )
}

/** Only whole words: `cart-1` is not named by what speaks of `cart-12`, nor `promo` by what was promoted. */
export function names(text: string, about: string): boolean {
  return new RegExp(String.raw`(?<!\w)${RegExp.escape(about)}(?!\w)`, 'u').test(text)
}

/** Those that came before anything was done to the target: false alarms. */
export function falseAlarms(
  history: RunHistory,
  events: readonly EventRecord[],
): readonly EventRecord[] {
  if (isCalm(history)) return events
  const hurting = new Set(hurtingFaults(history.header).map(({ id }) => id))
  const requested = history.faults.find(
    ({ stage, id }) => stage === 'requested' && hurting.has(id),
  )?.at
  return events.filter(({ at }) => requested === undefined || at < requested)
}
