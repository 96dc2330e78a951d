import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { isIn, windowsOf, type Disturbance } from '../history/windows.ts'
import { isGood, requestsOf, type Counting } from '../measures/answers.ts'
import {
  recoveryTimesOf,
  relapsesIn,
  worstOf,
  type RecoveryTime,
} from '../measures/recovery-times.ts'
import { unhurtNote } from '../measures/recovery.ts'
import { duration, formatMs } from '../units.ts'
import { describeBad } from './bad-answers.ts'
import type { Check, Judgement, Measured } from './check.ts'
import { judgeEach } from './operations.ts'
import { trusted } from './trusted.ts'

const options = z.strictObject({
  recovers: z.string().describe('The operation, or a pattern such as `cart.*`.'),
  within: duration.describe('The longest time users may be without it.'),
  since: z
    .enum(['fault', 'heal'])
    .default('fault')
    .describe('Count from the fault, or heal, that struck; or from the last heal only.'),
  counting: z
    .enum(['strict', 'lenient'])
    .default('strict')
    .describe('`lenient` is content with degraded answers that users accept.'),
})
type Options = z.output<typeof options>

/** After every fault, and after every heal, users have the operation back in time and keep it. */
export const recovers: Check<Options> = {
  name: 'recovers',
  summary: 'Users have the operation back within a time, and keep it.',
  when: 'asked',
  options,
  subject: 'operations',
  judge: (history, asked) =>
    judgeEach(history, asked.recovers, (op) =>
      trusted(history, op, judgeRecovery(history, op, asked)),
    ),
}

/** The same of one operation; other checks want it back too. */
export function judgeRecovery(
  history: RunHistory,
  op: string,
  asked: Omit<Options, 'recovers'>,
): Judgement {
  const { within, since, counting } = asked
  const found = recoveryTimesOf(history, op, counting)
  if ('because' in found) return { status: 'unknown', because: found.because }
  const { recovery, times } = found
  const counted = since === 'fault' ? times : sinceLastHeal(history, times)
  if (counted === null) {
    return { status: 'unknown', because: 'no fault was seen to heal while the load ran' }
  }
  // A broken limit is broken whatever could not be seen to the end.
  const worst = worstOf(counted.filter(({ ms }) => ms > within)) ?? worstOf(counted)
  const unhurt = times.length === 0 ? unhurtNote(recovery) : 'back before the last heal'
  const measured: Measured = {
    label: `time to recover, ${op}`,
    unit: 'ms',
    reading: {
      value: worst?.ms ?? 0,
      samples: recovery.samples,
      resolution: worst?.stretch.resolution ?? recovery.resolution,
      ...(worst === undefined ? { note: unhurt } : { at: worst.stretch.to }),
      ...(counted.some(({ stretch }) => !stretch.over) ? { censored: true } : {}),
    },
    limit: { relation: 'at-most', value: within },
  }
  if (worst === undefined) {
    return { status: 'pass', message: `${op} was ${unhurt}`, measured }
  }
  if (worst.ms > within) {
    const message = `${tell(op, worst)}; at most ${formatMs(within)} was promised`
    const evidence = evidenceOf(history, op, worst, within, counting)
    const relapses = relapsesIn(counted)
    const flapped = relapses === 0 ? '' : `; lost again after recovery: ${relapses} times`
    return { status: 'fail', message: message + flapped, evidence, measured }
  }
  const open = counted.find(({ stretch }) => !stretch.over)
  if (open !== undefined) {
    return {
      status: 'unknown',
      because: tellOpen(op, open, recovery.stableMs),
      next: 'Observe for longer.',
      measured,
    }
  }
  return { status: 'pass', message: tell(op, worst), measured }
}

/** The same stretches on the other clock; null when nothing healed. */
function sinceLastHeal(
  history: RunHistory,
  times: readonly RecoveryTime[],
): readonly RecoveryTime[] | null {
  const { disturbances } = windowsOf(history)
  const undisturbed = disturbances.every(({ kind }) => kind === 'none')
  const heal: Disturbance | undefined = undisturbed
    ? disturbances[0]
    : disturbances.findLast(({ kind }) => kind === 'heal')
  if (heal === undefined) return null
  return times
    .filter(({ stretch }) => stretch.to > heal.effective)
    .map(({ stretch }) => ({ stretch, since: heal, ms: stretch.to - heal.effective }))
}

function tell(op: string, { stretch, since, ms }: RecoveryTime): string {
  const when = `${formatMs(ms)} after ${since.kind === 'none' ? 'the end of the baseline' : since.text}`
  return stretch.over
    ? `${op} was back ${when} (± ${formatMs(stretch.resolution)})`
    : `${op} was not back ${when}, when observation ended`
}

/** In its promised time, as far as could be seen. */
function tellOpen(op: string, open: RecoveryTime, stableMs: number): string {
  return open.stretch.goodAgain
    ? `${op} was good again after ${formatMs(open.ms)}, but observation ended before it was so for ${formatMs(stableMs)}`
    : tell(op, open)
}

function evidenceOf(
  history: RunHistory,
  op: string,
  { stretch, since }: RecoveryTime,
  within: number,
  counting: Counting,
) {
  const late = { from: Math.max(stretch.from, since.effective + within), to: stretch.to }
  const facts = history.header.operations[op]
  const bad = requestsOf(history, op).filter(
    (request) =>
      facts !== undefined && isIn(request.intended, late) && !isGood(request, facts, counting),
  )
  const zero = windowsOf(history).zero ?? 0
  const end = stretch.over ? 'the operation is back' : 'observation ended'
  return [
    { at: since.effective + within, text: `the promised time is over; ${end} later` },
    ...describeBad(bad, zero),
    { at: stretch.to, text: end },
  ] as const
}
