import type { RunHistory } from '../../harness/history/history.ts'
import type { ReadRecord, RunRecord } from '../../harness/history/record.ts'
import { buildHistory, type BuiltRun } from './build-history.ts'

/** The operation whose calls are to be delivered. */
export const claim = 'promo.claim'
/** The tokens of its calls. */
export const claimed = ['a', 'b', 'c', 'd']
/** The last request is answered then, ms since the run's epoch. */
export const loadEnd = 80_000

export interface BuiltDeliveries {
  readonly tokens: Readonly<Record<string, number>>
  readonly totals?: Readonly<Record<string, number>>
  readonly outcomes?: Readonly<Record<string, 'ok' | 'fail' | 'unknown'>>
  readonly settled?: boolean
  /** What was pending at these times after the last request, before the final read at 5 s. */
  readonly pending?: readonly (readonly [number, number])[]
  readonly extra?: readonly RunRecord[]
  /** Besides the claims. */
  readonly operations?: BuiltRun['operations']
}

/** A run with four claims, of which the last one is also the last request, and what was delivered. */
export function buildDeliveries(built: BuiltDeliveries): RunHistory {
  const { tokens, totals = { pending: 0 }, outcomes = {}, settled = true, pending = [] } = built
  const requests = claimed.map((token, seq): RunRecord => {
    const at = seq === 3 ? loadEnd - 50 : 20_000 + seq
    return {
      ...{ kind: 'request', op: claim, seq, intended: at, start: at, end: at + 20 },
      ...{ outcome: outcomes[token] ?? 'ok', status: 202, token },
    }
  })
  const history = buildHistory({
    operations: {
      [claim]: { writes: { ledger: 'deliveries', effect: 'add' } },
      ...built.operations,
    },
    extra: [
      ...requests,
      ...pending.map(([at, count]) => ledgerRead(at, { totals: { pending: count } })),
      ledgerRead(5000, { settled, tokens, totals }),
      ...(built.extra ?? []),
    ],
  })
  return { ...history, requests: history.requests.filter(({ token }) => token?.length === 1) }
}

/** A look at the ledger so long after the last request, ms. */
export function ledgerRead(at: number, more: Partial<ReadRecord>): ReadRecord {
  return {
    ...{ kind: 'read', at: loadEnd + at, ledger: 'deliveries', round: 1, settled: false },
    tokens: {},
    ...more,
  }
}
