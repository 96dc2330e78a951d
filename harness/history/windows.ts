import type { PlannedFault } from '../scenario/plan.ts'
import { nameTargets } from '../target-names.ts'
import type { HistoryHeader, RunHistory } from './history.ts'
import type { FaultRecord } from './record.ts'

/** A stretch of time, milliseconds since the run's epoch: `from` is inside, `to` is not. */
export interface Span {
  readonly from: number
  readonly to: number
}

export function isIn(time: number, { from, to }: Span): boolean {
  return time >= from && time < to
}

/** Something was done to the system, so what follows is measured from here. */
export interface Disturbance {
  /** `none`: nothing was done, but this is where a fault would have been. */
  readonly kind: 'fault' | 'heal' | 'none'
  /** When it was asked for: effects may be seen from here on. */
  readonly requested: number
  /** When it was in force: times are counted from here. */
  readonly effective: number
  readonly text: string
}

/** The parts of a run on its time axis; null where the history does not say. */
export interface Windows {
  /** The first fault took effect; without faults, the baseline ended. */
  readonly zero: number | null
  readonly baseline: Span | null
  /** From zero until the last fault was healed, or until the load ended when one never was. */
  readonly fault: Span | null
  /** From there until the load ended. Without faults, all of the time after zero. */
  readonly observe: Span | null
  /** All of the time after zero under load. */
  readonly all: Span | null
  /** The end of the last request's slot. */
  readonly loadEnd: number
  /** Effective faults and heals in order of time. */
  readonly disturbances: readonly Disturbance[]
}

/** A history never changes, and every measure of every operation asks for its parts again. */
const divided = new WeakMap<RunHistory, Windows>()

/** Divides a run. No fault planned means that the whole time after the baseline is every window. */
export function windowsOf(history: RunHistory): Windows {
  const windows = divided.get(history) ?? divide(history)
  divided.set(history, windows)
  return windows
}

function divide(history: RunHistory): Windows {
  const loadEnd = endOfLoad(history)
  const baselineFrom = phaseAt(history, 'baseline')
  const baselineTo = endOfBaseline(history)
  const baseline =
    baselineFrom === null || baselineTo === null ? null : { from: baselineFrom, to: baselineTo }
  const faultless = history.header.faults.length === 0
  const disturbances = faultless ? standIn(baselineTo) : disturbancesOf(history, loadEnd)
  const zero = disturbances.find(({ kind }) => kind !== 'heal')?.effective ?? null
  if (zero === null) {
    return { zero, baseline, fault: null, observe: null, all: null, loadEnd, disturbances }
  }
  const all = { from: zero, to: Math.max(zero, loadEnd) }
  const healed = faultless ? zero : endOfFaults(history, loadEnd)
  const fault = faultless ? all : { from: zero, to: Math.max(zero, healed) }
  const observed = faultless || healed < loadEnd ? healed : phaseAt(history, 'observe')
  const observe = observed === null ? null : { from: observed, to: Math.max(observed, loadEnd) }
  return { zero, baseline, fault, observe, all, loadEnd, disturbances }
}

/** The planned faults that hurt something. A control has none, or the fault `none`. */
export function hurtingFaults(header: HistoryHeader): readonly PlannedFault[] {
  return header.faults.filter(({ fault }) => fault !== 'none')
}

/** The end of the last slot of one operation, or of all: its last intended start plus one period. */
export function endOfLoad({ header, requests }: RunHistory, op?: string): number {
  return requests.reduce((end, request) => {
    if (op !== undefined && request.op !== op) return end
    const rate = header.operations[request.op]?.rate ?? 0
    return Math.max(end, request.intended + (rate > 0 ? 1000 / rate : 0))
  }, 0)
}

/** The first stamp of a fault at a stage. */
export function stampOf(
  history: RunHistory,
  id: number,
  stage: FaultRecord['stage'],
): FaultRecord | undefined {
  return history.faults.find((record) => record.id === id && record.stage === stage)
}

function phaseAt({ phases }: RunHistory, phase: string): number | null {
  return phases.find((record) => record.phase === phase)?.at ?? null
}

/** The next phase began, or the first fault was requested, whichever was first. */
function endOfBaseline({ phases, faults }: RunHistory): number | null {
  const index = phases.findIndex(({ phase }) => phase === 'baseline')
  if (index === -1) return null
  const next = phases[index + 1]?.at
  const requested = faults.find(({ stage }) => stage === 'requested')?.at
  const ends = [next, requested].filter((at) => at !== undefined)
  return ends.length === 0 ? null : Math.min(...ends)
}

/** A fault that is permanent, or was not seen to heal, lasts as long as the load. */
function endOfFaults(history: RunHistory, loadEnd: number): number {
  const ends = history.header.faults.flatMap(({ id, healMs }) => {
    if (stampOf(history, id, 'effective') === undefined) return []
    const healed = stampOf(history, id, 'heal-effective')?.at
    return [healMs === null || healed === undefined ? loadEnd : healed]
  })
  return Math.min(loadEnd, Math.max(...ends))
}

function disturbancesOf(history: RunHistory, loadEnd: number): Disturbance[] {
  return history.faults
    .flatMap((record): Disturbance[] => {
      const { id, stage, at, fault, target } = record
      if (stage !== 'effective' && stage !== 'heal-effective') return []
      // What is cleaned up after the load has ended disturbs nobody.
      if (stage === 'heal-effective' && at >= loadEnd) return []
      const begins = stage === 'effective'
      const asked = stampOf(history, id, begins ? 'requested' : 'heal-requested')
      const deed = begins ? fault : `healing ${fault}`
      const text = `${deed} ${nameTargets(target)}`.trimEnd()
      const kind = fault === 'none' ? 'none' : begins ? 'fault' : 'heal'
      return [{ kind, requested: Math.min(at, asked?.at ?? at), effective: at, text }]
    })
    .toSorted((a, b) => a.effective - b.effective)
}

function standIn(at: number | null): Disturbance[] {
  return at === null ? [] : [{ kind: 'none', requested: at, effective: at, text: 'no fault' }]
}
