import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { windowsOf } from '../history/windows.ts'
import { fallBack } from '../measures/recovery-point.ts'
import {
  accountOf,
  acknowledgedWrites,
  type LedgerAccount,
  type AcknowledgedWrite,
} from '../measures/write-ledger.ts'
import { count, duration, formatMs } from '../units.ts'
import type { Check, Evidence, Judgement, Measured } from './check.ts'
import { isCalm, momentOf } from './moments.ts'

const options = z
  .strictObject({
    rpo: z.string().describe('The ledger.'),
    'at-most': duration
      .optional()
      .describe('How long before the damage the oldest lost write may have been acknowledged.'),
    'at-most-count': count.optional().describe('How many acknowledged writes may be lost.'),
    after: duration
      .prefault('0s')
      .describe('How long after the damage what was acknowledged may still be lost.'),
    damage: z
      .string()
      .optional()
      .describe(
        'What damaged the data: a fault or what it hurts, an event. Default: the first fault.',
      ),
  })
  .refine((asked) => asked['at-most'] !== undefined || asked['at-most-count'] !== undefined, {
    error: 'say how much may be lost: at-most: 5s, at-most-count: 10, or both',
  })
type Options = z.output<typeof options>

/** The recovery point objective: loss is allowed, up to so long before the damage and so many writes. */
export const rpo: Check<Options> = {
  name: 'rpo',
  summary: 'At most so much of what was acknowledged before the damage is lost.',
  when: 'asked',
  options,
  subject: 'ledger',
  names: { damage: 'moment' },
  judge(history, asked) {
    const account = accountOf(history, asked.rpo)
    if (account === undefined) {
      return { status: 'unknown', because: `${asked.rpo} was never read until it stopped changing` }
    }
    const at = damageAt(history, asked)
    return typeof at === 'number'
      ? judgeLoss(history, account, at, asked)
      : { status: 'unknown', ...at }
  },
}

/** Without a fault nothing may be lost at all, so there the end of the baseline stands for the damage. */
function damageAt(history: RunHistory, { damage }: Options): number | { readonly because: string } {
  const { zero } = windowsOf(history)
  if (isCalm(history)) return zero ?? { because: 'no baseline was recorded' }
  const moment = momentOf(history, damage)
  return 'because' in moment ? moment : moment.at
}

function judgeLoss(
  history: RunHistory,
  account: LedgerAccount,
  damaged: number,
  asked: Options,
): Judgement {
  const { ledger, lost, acknowledged } = account
  const before = acknowledgedWrites(history, ledger).filter(
    (write) => write.acknowledgedAt < damaged,
  )
  if (before.length === 0) {
    return {
      status: 'unknown',
      because: `no write to ${ledger} was acknowledged before the damage`,
    }
  }
  const calm = isCalm(history)
  const oldest = calm ? 0 : (asked['at-most'] ?? Infinity)
  const most = calm ? 0 : (asked['at-most-count'] ?? Infinity)
  const reading = fallBack([account], damaged)
  const measured: Measured = {
    label: `recovery point, ${ledger}`,
    unit: 'ms',
    reading: reading.value === null ? reading : { ...reading, note: lossNote(lost, damaged) },
    ...(oldest === Infinity ? {} : { limit: { relation: 'at-most', value: oldest } }),
  }
  const told = `${lost.length} of ${acknowledged} acknowledged writes to ${ledger} lost`
  const tooOld = lost.filter(({ acknowledgedAt }) => damaged - acknowledgedAt > oldest)
  const tooNew = lost.filter(({ acknowledgedAt }) => acknowledgedAt - damaged > asked.after)
  const reasons = [
    ...(tooOld.length > 0
      ? [`${tooOld.length} were acknowledged more than ${formatMs(oldest)} before the damage`]
      : []),
    ...(tooNew.length > 0 ? [`${tooNew.length} more than ${formatMs(asked.after)} after it`] : []),
    ...(lost.length > most ? [`at most ${most} were allowed`] : []),
  ]
  const broken = [...new Set([...tooOld, ...tooNew, ...(lost.length > most ? lost : [])])]
  const [first, ...others] = ends(broken).map((write) => evidenceOf(write, damaged))
  if (first !== undefined) {
    const message = `${told}; ${reasons.join(', ')}`
    return { status: 'fail', message, evidence: [first, ...others], measured }
  }
  if (!isBounded(account, before, oldest)) {
    const because = `${told}, and nothing older is left of ${before.length} from before the damage, so that nobody knows how much more would have been lost`
    return { status: 'unknown', because, next: 'Let more be written before the damage.' }
  }
  return { status: 'pass', message: `${told}: ${lossNote(lost, damaged)}`, measured }
}

/**
 * The loss is known to have an end: something from before it is still there, or, where only the number counts, something from
 * before the damage. Who had to lose little because little was there has kept no promise.
 */
function isBounded(
  { lost, final }: LedgerAccount,
  before: readonly AcknowledgedWrite[],
  limit: number,
): boolean {
  const [oldest] = ends(lost)
  if (oldest === undefined) return true
  return before.some(
    ({ token, effect, acknowledgedAt }) =>
      effect === oldest.effect &&
      (final.tokens[token] ?? 0) > 0 === (effect === 'add') &&
      (limit === Infinity || acknowledgedAt < oldest.acknowledgedAt),
  )
}

/** The oldest and the newest tell how long the gap is. */
function ends(lost: readonly AcknowledgedWrite[]): readonly AcknowledgedWrite[] {
  const ordered = lost.toSorted((a, b) => a.acknowledgedAt - b.acknowledgedAt)
  return ordered.length < 2 ? ordered : [...ordered.slice(0, 1), ...ordered.slice(-1)]
}

function lossNote(lost: readonly AcknowledgedWrite[], damaged: number): string {
  const ages = ends(lost).map(({ acknowledgedAt }) => acknowledgedAt - damaged)
  const [oldest = 0] = ages
  return ages.length === 0
    ? 'nothing acknowledged was lost'
    : `${lost.length} lost, acknowledged from ${formatMs(oldest)} to ${formatMs(ages.at(-1) ?? oldest)} around the damage`
}

function evidenceOf(
  { token, op, effect, acknowledgedAt }: AcknowledgedWrite,
  damaged: number,
): Evidence {
  const fate = effect === 'add' ? 'is not there' : 'is there again'
  const age = damaged - acknowledgedAt
  const when = age >= 0 ? `${formatMs(age)} before` : `${formatMs(-age)} after`
  return {
    at: acknowledgedAt,
    text: `${token}: ${op} was acknowledged ${when} the damage, and it ${fate}`,
  }
}
