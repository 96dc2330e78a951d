import type { HistoryHeader, RunHistory } from './history.ts'
import type { RunRecord } from './record.ts'

/** The moment that orders a record among its kind, in milliseconds since the run's epoch. */
export function timeOf(record: RunRecord): number {
  if (record.kind === 'request') return record.intended
  return record.kind === 'browser' ? record.start : record.at
}

/** Puts records, in whatever order they came, into a history: each kind by itself, in order of time. */
export function assembleHistory(header: HistoryHeader, records: readonly RunRecord[]): RunHistory {
  // One look at each record: nearly all of them are requests, and there are tens of thousands.
  const byKind = Object.groupBy(records, ({ kind }) => kind)
  const of = <K extends RunRecord['kind']>(kind: K) => {
    const found = (byKind[kind] ?? []) as Extract<RunRecord, { kind: K }>[]
    return found.toSorted((a, b) => timeOf(a) - timeOf(b))
  }
  const events = of('event')
  return {
    header,
    requests: of('request'),
    phases: of('phase'),
    faults: of('fault'),
    events: events.filter(({ complaints }) => complaints === undefined),
    complaints: events.filter(({ complaints }) => complaints !== undefined),
    browser: of('browser'),
    reads: of('read'),
    load: of('load'),
    doubts: of('doubt'),
  }
}
