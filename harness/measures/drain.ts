import type { RunHistory } from '../history/history.ts'
import { endOfLoad } from '../history/windows.ts'

/** How deferred work was worked off after nothing new came. Times are milliseconds since the run's epoch. */
export interface Drain {
  /** Nothing new came from here on: the load had ended and its last request was answered. */
  readonly from: number
  /** When something was last seen to be pending; `from` when it never was after that. */
  readonly lastPending: number
  /** When nothing was first seen to be pending, for good; null when that was never seen. */
  readonly emptyAt: number | null
  /** What was pending when it was last looked. */
  readonly pending: number
}

/** From the readings of a ledger whose totals say `pending`; undefined when none does, or one says no number. */
export function drainOf(history: RunHistory, ledger: string): Drain | undefined {
  const from = history.requests.reduce(
    (end, request) => Math.max(end, request.end),
    endOfLoad(history),
  )
  const seen = history.reads.flatMap(({ ledger: its, at, totals }) => {
    const pending = totals?.['pending']
    return its === ledger && pending !== undefined && at >= from ? [{ at, pending }] : []
  })
  const last = seen.at(-1)
  // What is no number is neither nothing nor something.
  if (last === undefined || seen.some(({ pending }) => !Number.isFinite(pending))) return undefined
  const lastPending = seen.findLast(({ pending }) => pending > 0)?.at ?? from
  const empty = seen.find(({ at, pending }) => pending === 0 && at > lastPending)
  return { from, lastPending, emptyAt: empty?.at ?? null, pending: last.pending }
}
