import type { PhaseName, RunRecord } from '../history/record.ts'
import type { Plan } from '../scenario/plan.ts'
import { nameTargets } from '../target-names.ts'

/** What is known about the running scenario so far. Times are milliseconds since the run's epoch. */
export interface LiveState {
  readonly plan: Plan
  readonly repeat: number
  readonly of: number
  phase: PhaseName
  /** When the first fault took effect. */
  faultAt: number | null
  /** The latest stamp seen. */
  now: number
  /** Per operation, per whole second: how many requests were answered, how many not. */
  readonly operations: Map<string, Map<number, LiveSecond>>
  readonly notes: LiveNote[]
}
export interface LiveSecond {
  good: number
  degraded: number
  bad: number
}
export interface LiveNote {
  readonly at: number
  readonly text: string
}

export function beginLive(plan: Plan, repeat: number, of: number): LiveState {
  const operations = new Map(plan.load.map(({ op }) => [op, new Map<number, LiveSecond>()]))
  return { plan, repeat, of, phase: 'start', faultAt: null, now: 0, operations, notes: [] }
}

/** Takes one record in; answers with a line worth saying aloud, if it has one. */
export function advance(state: LiveState, record: RunRecord): LiveNote | undefined {
  const at =
    record.kind === 'request' ? record.end : record.kind === 'browser' ? record.end : record.at
  state.now = Math.max(state.now, at)
  if (record.kind === 'request') {
    count(state, record)
    return undefined
  }
  if (record.kind === 'phase') state.phase = record.phase
  if (record.kind === 'fault' && record.stage === 'effective') state.faultAt ??= record.at
  const text = wordsOf(record)
  if (text === undefined) return undefined
  const note = { at, text }
  state.notes.push(note)
  return note
}

function count(state: LiveState, record: Extract<RunRecord, { kind: 'request' }>): void {
  const seconds = state.operations.get(record.op) ?? new Map<number, LiveSecond>()
  state.operations.set(record.op, seconds)
  const second = Math.floor(record.intended / 1000)
  const counted = seconds.get(second) ?? { good: 0, degraded: 0, bad: 0 }
  seconds.set(second, counted)
  if (record.outcome === 'ok') counted.good += 1
  else if (record.outcome === 'degraded') counted.degraded += 1
  else counted.bad += 1
}

function wordsOf(record: RunRecord): string | undefined {
  switch (record.kind) {
    case 'phase':
      return `phase ${record.phase}`
    case 'fault': {
      if (record.stage === 'acknowledged' || record.stage === 'heal-acknowledged') return undefined
      const note = record.note === undefined ? '' : `: ${record.note}`
      return `fault ${record.fault} ${nameTargets(record.target)} ${record.stage}${note}`
    }
    case 'event':
      // Complaints are many, and are told in the report.
      return record.complaints === undefined ? `${record.source}: ${record.text}` : undefined
    case 'doubt':
      return `doubt (${record.about}): ${record.text}`
    case 'browser':
      return `browser ${record.journey} (${record.moment}): ${record.ok ? 'well' : (record.error ?? 'failed')}`
    case 'request':
    case 'read':
    case 'load':
      break
  }
  return undefined
}
