import type { HistoryHeader, RunHistory } from './history.ts'
import type { RunRecord } from './record.ts'

/** The moment that orders a record among its kind, in milliseconds since the run's epoch. */
export function timeOf(record: RunRecord): number {
  if (record.kind === 'request') return record.intended
  return record.kind === 'browser' ? record.start : record.at
}

/** Puts records, in whatever order they came, into a history: each kind by itself, in order of time. */
export function assembleHistory(header: HistoryHeader, records: readonly RunRecord[]): RunHistory {
  const sorted = records.toSorted((a, b) => timeOf(a) - timeOf(b))
  const of = <K extends RunRecord['kind']>(kind: K) =>
    sorted.filter((record): record is Extract<RunRecord, { kind: K }> => record.kind === kind)
  return {
    header,
    requests: of('request'),
    phases: of('phase'),
    faults: of('fault'),
    events: of('event').filter(({ complaints }) => complaints === undefined),
    complaints: of('event').filter(({ complaints }) => complaints !== undefined),
    browser: of('browser'),
    reads: of('read'),
    load: of('load'),
    doubts: of('doubt'),
  }
}
