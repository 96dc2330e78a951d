import type { RunHistory } from '../history/history.ts'
import type { ReadRecord, RequestRecord } from '../history/record.ts'

/** A write that the system acknowledged. */
export interface AcknowledgedWrite {
  readonly token: string
  readonly op: string
  readonly ledger: string
  readonly effect: 'add' | 'remove'
  /** When the answer came, ms since the run's epoch. */
  readonly acknowledgedAt: number
}

/** What became of the writes to one ledger. */
export interface LedgerAccount {
  readonly ledger: string
  readonly acknowledged: number
  /** Writes whose outcome nobody knows: a time-out may have taken effect or not. */
  readonly unknown: number
  /** Unknown writes that did take effect. */
  readonly recovered: number
  /** Those that the final data contradict, in order of acknowledgement: not there, or there again. */
  readonly lost: readonly AcknowledgedWrite[]
  /** Tokens in the final data that no request carried; operations may share a place and have ledgers of their own. */
  readonly phantoms: readonly string[]
  readonly final: ReadRecord
}

/** The last reading of a ledger, if it had stopped changing. One from before the last answer cannot know what that wrote. */
export function finalRead(history: RunHistory, ledger: string): ReadRecord | undefined {
  const last = history.reads.findLast((read) => read.ledger === ledger)
  if (last?.settled !== true) return undefined
  return history.requests.some(({ end }) => end > last.at) ? undefined : last
}

/** The ledgers that operations under load write to; only those that are added to, when asked so. */
export function ledgersOf({ header }: RunHistory, effect?: 'add' | 'remove'): readonly string[] {
  const ledgers = Object.values(header.operations).flatMap(({ writes }) =>
    writes === undefined || (effect !== undefined && writes.effect !== effect)
      ? []
      : [writes.ledger],
  )
  return [...new Set(ledgers)].toSorted()
}

/** The acknowledged writes to a ledger, in order of the requests. */
export function acknowledgedWrites(
  history: RunHistory,
  ledger: string,
): readonly AcknowledgedWrite[] {
  return history.requests
    .flatMap((request) => writeOf(history, request, ledger))
    .filter(({ outcome }) => outcome === 'acknowledged')
}

interface Write extends AcknowledgedWrite {
  readonly start: number
  readonly outcome: 'acknowledged' | 'unknown' | 'refused'
}

/**
 * The set checker: every acknowledged addition is in the final data, every acknowledged removal is not.
 * A write that timed out proves nothing either way, and a token that was both added and removed is judged
 * only by what must have come last.
 * Source: the `set` checker of Jepsen (jepsen/src/jepsen/checker.clj).
 */
export function accountOf(history: RunHistory, ledger: string): LedgerAccount | undefined {
  const final = finalRead(history, ledger)
  if (final === undefined) return undefined
  const writes = history.requests.flatMap((request) => writeOf(history, request, ledger))
  const byToken = Map.groupBy(writes, ({ token }) => token)
  const carried = new Set(history.requests.map(({ token }) => token))
  const present = (token: string) => (final.tokens[token] ?? 0) > 0
  const acknowledged = writes.filter(({ outcome }) => outcome === 'acknowledged')
  const unknown = writes.filter(({ outcome }) => outcome === 'unknown')
  return {
    ledger,
    acknowledged: acknowledged.length,
    unknown: unknown.length,
    recovered: unknown.filter(({ token, effect }) => present(token) === (effect === 'add')).length,
    lost: acknowledged
      .filter((write) => present(write.token) !== (write.effect === 'add'))
      .filter((write) => !mayBeUndone(write, byToken.get(write.token) ?? []))
      .map(({ token, op, effect, acknowledgedAt }) => ({
        token,
        op,
        ledger,
        effect,
        acknowledgedAt,
      }))
      .toSorted((a, b) => a.acknowledgedAt - b.acknowledgedAt || (a.token < b.token ? -1 : 1)),
    phantoms: Object.keys(final.tokens).filter((token) => present(token) && !carried.has(token)),
    final,
  }
}

function writeOf({ header }: RunHistory, request: RequestRecord, ledger: string): Write[] {
  const writes = header.operations[request.op]?.writes
  if (writes?.ledger !== ledger || request.token === undefined) return []
  const { token, op, start, end, outcome } = request
  const answered = outcome === 'ok' || outcome === 'degraded'
  return [
    {
      token,
      op,
      ledger,
      effect: writes.effect,
      start,
      acknowledgedAt: end,
      outcome: answered ? 'acknowledged' : outcome === 'unknown' ? 'unknown' : 'refused',
    },
  ]
}

/** Another write of the same token had the opposite effect, or may have had, and may have come later. */
function mayBeUndone(write: Write, others: readonly Write[]): boolean {
  return others.some(
    ({ effect, outcome, acknowledgedAt }) =>
      effect !== write.effect &&
      outcome !== 'refused' &&
      // A write of unknown outcome may take effect long after its caller gave up.
      (outcome === 'unknown' || acknowledgedAt > write.start),
  )
}
