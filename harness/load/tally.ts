import type { DoubtRecord, LoadRecord } from '../history/record.ts'
import { plannedCount, type LoadRequest } from './options.ts'
import type { Row } from './rows.ts'

/** Counts what the load generator told, so that it can be held against what was planned. */
export interface Tally {
  add(row: Row): void
  /** When the first request was meant to start, in milliseconds since the run's epoch. */
  began(): number | null
  records(at: number): LoadRecord[]
  /** Reasons to doubt the load. `complete` says that it was left to run to its planned end. */
  doubts(at: number, complete: boolean): DoubtRecord[]
}

interface Counts {
  readonly op: string
  readonly rate: number
  readonly planned: number
  /** Requests that ended and were written down. */
  received: number
  /** Highest number seen, plus one: requests are numbered without gaps as they start. */
  started: number
  dropped: number
  exceptions: number
}

export function loadTally(request: Pick<LoadRequest, 'load' | 'loadMs'>): Tally {
  const counts = new Map<string, Counts>()
  for (const { op, rate } of request.load) {
    const planned = plannedCount(rate, request.loadMs)
    counts.set(op, { op, rate, planned, received: 0, started: 0, dropped: 0, exceptions: 0 })
  }
  let began: number | null = null
  let unreadable = 0

  return {
    add(row) {
      if (row.kind === 'unreadable') {
        unreadable += 1
        return
      }
      const count = counts.get(row.kind === 'dropped' ? row.op : row.record.op)
      if (count === undefined) return
      if (row.kind === 'dropped') {
        count.dropped += 1
        return
      }
      const { seq, intended, error } = row.record
      count.received += 1
      count.started = Math.max(count.started, seq + 1)
      if (error === 'script-exception') count.exceptions += 1
      began = Math.min(began ?? intended, intended)
    },
    began: () => began,
    records: (at) =>
      [...counts.values()].map(({ op, rate, started, dropped }) => {
        return { kind: 'load', at, op, rate, started, dropped }
      }),
    doubts(at, complete) {
      const doubt = (fatal: boolean, text: string): DoubtRecord => {
        return { kind: 'doubt', at, about: 'load', fatal, text }
      }
      const doubts = [...counts.values()].flatMap((count) => doubtsOf(count, complete, doubt))
      if (unreadable > 0) doubts.push(doubt(true, `${unreadable} rows of k6 could not be read`))
      return doubts
    },
  }
}

/** How much earlier than planned a load may end before that is fatal. */
const shorterBySeconds = 1

/** Dropped requests are counted in the load record and judged there, so they are no doubt here. */
function doubtsOf(
  { op, rate, planned, received, started, dropped, exceptions }: Counts,
  complete: boolean,
  doubt: (fatal: boolean, text: string) => DoubtRecord,
): DoubtRecord[] {
  const doubts: DoubtRecord[] = []
  if (started > received) {
    doubts.push(doubt(true, `${started - received} of ${started} requests of ${op} left no record`))
  }
  const missing = planned - started - dropped
  if (complete && missing > 0) {
    const text = `${missing} of ${planned} planned requests of ${op} were never started`
    // k6 that is held up at the very end lets go of what is still due; that only shortens the load.
    doubts.push(doubt(missing > rate * shorterBySeconds, text))
  }
  if (exceptions > 0) {
    const text = `the load script threw in ${exceptions} of ${received} requests of ${op}; they count as failed`
    doubts.push(doubt(false, text))
  }
  return doubts
}
