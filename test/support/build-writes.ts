import type { RunHistory } from '../../harness/history/history.ts'
import type { Outcome, ReadRecord, RunRecord } from '../../harness/history/record.ts'
import { buildHistory, type BuiltRun } from './build-history.ts'

/** One write, relative to zero. */
export interface BuiltWrite {
  readonly token: string
  readonly at: number
  readonly op?: 'order.place' | 'order.cancel'
  readonly outcome?: Outcome
}

export interface BuiltWrites {
  readonly writes: readonly BuiltWrite[]
  /** What the ledger finally holds; absent when it was never read. */
  readonly final?: Readonly<Record<string, number>> | undefined
  readonly totals?: Readonly<Record<string, number>>
  readonly settled?: boolean
  readonly run?: Partial<BuiltRun>
}

export const zero = 20_000

/** A run whose only requests are these writes to one ledger, each answered after 20 ms. */
export function buildWrites({
  writes,
  final,
  totals,
  settled = true,
  run,
}: BuiltWrites): RunHistory {
  const requests = writes.map(
    ({ token, at, op = 'order.place', outcome = 'ok' }, seq): RunRecord => {
      const intended = zero + at
      const end = intended + 20
      return {
        kind: 'request',
        op,
        seq,
        intended,
        start: intended,
        end,
        outcome,
        status: 200,
        token,
      }
    },
  )
  const read: ReadRecord[] =
    final === undefined
      ? []
      : [
          {
            kind: 'read',
            at: zero + 70_000,
            ledger: 'orders',
            round: 2,
            settled,
            tokens: final,
            ...(totals === undefined ? {} : { totals }),
          },
        ]
  return buildHistory({
    operations: {
      'order.place': { writes: { ledger: 'orders', effect: 'add' }, recorded: false },
      'order.cancel': { writes: { ledger: 'orders', effect: 'remove' }, recorded: false },
    },
    zero,
    extra: [...requests, ...read],
    ...run,
  })
}
