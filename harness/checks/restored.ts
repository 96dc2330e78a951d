import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { accountOf, acknowledgedWrites, finalRead } from '../measures/write-ledger.ts'
import { formatMs } from '../units.ts'
import type { Check, Judgement, Measured } from './check.ts'
import { lostEvidence } from './lost-evidence.ts'
import { clockDoubt, isCalm, momentOf } from './moments.ts'
import { judgePhantoms } from './no-phantoms.ts'
import { worstJudgement } from './operations.ts'

const options = z.strictObject({
  restored: z.string().describe('The ledger that was restored.'),
  point: z
    .string()
    .optional()
    .describe('The ledger whose total `recoveryPoint` says up to when. Default: the same.'),
  damage: z
    .string()
    .optional()
    .describe('What damaged the data, as in `rpo`; the age of what was restored is told by it.'),
})
type Options = z.output<typeof options>

/**
 * A restore brings back everything acknowledged before its recovery point, and nothing that nobody asked for.
 * The total `recoveryPoint` is the wall clock in milliseconds; 0 says that nothing was restored.
 */
export const restored: Check<Options> = {
  name: 'restored',
  summary: 'After a restore everything from before its recovery point is there, and nothing else.',
  when: 'asked',
  options,
  subject: 'ledger',
  names: { point: 'ledger', damage: 'moment' },
  judge(history, { restored: ledger, point = ledger, damage }) {
    const until = pointOf(history, point)
    return typeof until === 'number'
      ? worstJudgement([
          judgeWhole(history, ledger, { until, damage }),
          judgePhantoms(history, ledger),
        ])
      : { status: 'unknown', ...until }
  },
}

/** In run time. A run without faults restores nothing, and everything must be there. */
function pointOf(history: RunHistory, ledger: string): number | { readonly because: string } {
  const final = finalRead(history, ledger)
  if (final === undefined) {
    return { because: `${ledger} was never read until it stopped changing` }
  }
  if (isCalm(history)) return Infinity
  const point = final.totals?.['recoveryPoint']
  if (point === undefined || !Number.isFinite(point)) {
    return { because: `${ledger} does not say its recoveryPoint` }
  }
  if (point === 0) return { because: `${ledger}: nothing was restored` }
  const unreliable = clockDoubt(history)
  if (unreliable !== undefined) return { because: unreliable }
  const until = point - history.header.epoch.wall
  return until <= final.at
    ? until
    : { because: `${ledger} says a recoveryPoint that had not come when it was read` }
}

interface Point {
  /** Everything acknowledged before must be there. */
  readonly until: number
  /** Its name; undefined: the first fault. */
  readonly damage: string | undefined
}

function judgeWhole(history: RunHistory, ledger: string, { until, damage }: Point): Judgement {
  const account = accountOf(history, ledger)
  if (account === undefined) {
    return { status: 'unknown', because: `${ledger} was never read until it stopped changing` }
  }
  const owed = acknowledgedWrites(history, ledger).filter(
    (write) => write.acknowledgedAt < until,
  ).length
  if (owed === 0) {
    const because = `no write to ${ledger} was acknowledged before the recovery point`
    return {
      status: 'unknown',
      because,
      next: 'Let more be written before the point that is restored.',
    }
  }
  const missing = account.lost.filter(({ acknowledgedAt }) => acknowledgedAt < until)
  const measured: Measured = {
    label: `not restored, ${ledger}`,
    unit: 'count',
    reading: { value: missing.length, samples: owed, ...(until < Infinity ? { at: until } : {}) },
    limit: { relation: 'at-most', value: 0 },
  }
  const [first, ...others] = lostEvidence(missing)
  const told = `${missing.length} of ${owed} writes to ${ledger} acknowledged before the recovery point${distance(history, until, damage)} are missing`
  return first === undefined
    ? { status: 'pass', message: told.replace(/^0 of/u, 'none of'), measured }
    : { status: 'fail', message: told, evidence: [first, ...others], measured }
}

/** How old the backup was when it was needed. */
function distance(history: RunHistory, until: number, damage: string | undefined): string {
  const moment = momentOf(history, damage)
  if ('because' in moment || until === Infinity) return ''
  const age = moment.at - until
  return age >= 0
    ? ` (${formatMs(age)} before the damage)`
    : ` (${formatMs(-age)} after the damage)`
}
