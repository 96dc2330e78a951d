import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { windowsOf } from '../history/windows.ts'
import {
  accountOf,
  ledgersOf,
  type LedgerAccount,
  type AcknowledgedWrite,
} from '../measures/write-ledger.ts'
import { recoveryPoint } from '../measures/recovery-point.ts'
import { count, duration, formatMs } from '../units.ts'
import type { Check, Judgement, Measured } from './check.ts'
import { lostEvidence } from './lost-evidence.ts'
import { worstJudgement } from './operations.ts'

const options = z.strictObject({
  'no-lost-writes': z.literal(true).nullable().optional(),
  bound: duration
    .optional()
    .describe(
      'What may be lost: only writes acknowledged this long before to this long after a fault took effect.',
    ),
  'at-most': count.optional().describe('How many may be lost. Default: none, or with `bound` any.'),
})
type Options = z.output<typeof options>

/**
 * Every acknowledged addition is in the final data and every acknowledged removal is gone from it. With
 * asynchronous replication the last acknowledged writes may be lost by design: then the promise is a bound.
 */
export const noLostWrites: Check<Options> = {
  name: 'no-lost-writes',
  summary: 'Every write that was acknowledged is in the final data.',
  when: 'asked',
  options,
  subject: 'none',
  judge(history, asked) {
    const ledgers = ledgersOf(history)
    if (ledgers.length === 0) {
      return { status: 'unknown', because: 'no operation under load writes to a ledger' }
    }
    const judged = ledgers.map((ledger) => judgeLedger(history, ledger, asked))
    const worst = worstJudgement(judged)
    return worst.status === 'unknown' ? worst : { ...worst, measured: measuredOf(history, asked) }
  },
}

/** `at-most` is held against each ledger by itself. */
function judgeLedger(history: RunHistory, ledger: string, asked: Options): Judgement {
  const account = accountOf(history, ledger)
  if (account === undefined) {
    return {
      status: 'unknown',
      because: `${ledger} was never read until it stopped changing`,
      next: 'Without a settled final read nothing is known about lost writes.',
    }
  }
  const { acknowledged, lost } = account
  if (acknowledged === 0) {
    return { status: 'unknown', because: `no write to ${ledger} was acknowledged` }
  }
  const outside = lost.filter((write) => !isExcused(history, write, asked))
  const most = asked['at-most'] ?? (asked.bound === undefined ? 0 : Infinity)
  const broken = outside.length > 0 ? outside : lost.length > most ? lost : []
  const [first, ...others] = lostEvidence(broken)
  if (first === undefined) return { status: 'pass', message: tell(account) }
  return {
    status: 'fail',
    message: `${tell(account)}${excess(asked, outside.length)}`,
    evidence: [first, ...others],
  }
}

/** Without `bound` only the count decides; with it, a write far from any fault must not be lost. */
function isExcused(
  history: RunHistory,
  write: AcknowledgedWrite,
  { bound, 'at-most': most }: Options,
) {
  if (bound === undefined) return most !== undefined
  return windowsOf(history)
    .disturbances.filter(({ kind }) => kind === 'fault')
    .some(({ effective }) => Math.abs(write.acknowledgedAt - effective) <= bound)
}

function tell({ ledger, lost, acknowledged, unknown, recovered, phantoms }: LedgerAccount): string {
  const parts = [
    `${lost.length} of ${acknowledged} acknowledged writes to ${ledger} lost`,
    ...(unknown > 0 ? [`${unknown} unknown, of which ${recovered} took effect`] : []),
    ...(phantoms.length > 0 ? [`${phantoms.length} there that nobody wrote`] : []),
  ]
  return parts.join(', ')
}

function excess({ bound }: Options, outside: number): string {
  return bound === undefined || outside === 0
    ? ''
    : `; ${outside} of them more than ${formatMs(bound)} from any fault`
}

/** The time half of the loss; the messages carry the count. */
function measuredOf(history: RunHistory, { bound }: Options): Measured {
  return {
    label: 'recovery point',
    unit: 'ms',
    reading: recoveryPoint.read(history, ''),
    ...(bound === undefined ? {} : { limit: { relation: 'at-most', value: bound } }),
  }
}
