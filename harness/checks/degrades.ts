import { z } from 'zod'
import type { OperationFacts, RunHistory } from '../history/history.ts'
import type { RequestRecord } from '../history/record.ts'
import { windowsOf, type Span } from '../history/windows.ts'
import { isGood, requestsOf } from '../measures/answers.ts'
import { partOf, parts } from '../measures/served-share.ts'
import { leastRequests } from '../measures/steady-state.ts'
import { stepsOf, tellSteps } from '../measures/tier-occupancy.ts'
import { wilson } from '../statistics/wilson.ts'
import { duration, formatRatio, share } from '../units.ts'
import { describeBad } from './bad-answers.ts'
import type { Check, Judgement, Measured } from './check.ts'
import { isCalm } from './moments.ts'
import { judgeEach, worstJudgement } from './operations.ts'
import { judgeRecovery } from './recovers.ts'
import { trusted } from './trusted.ts'
import { wrongAnswers, wrongErrors, wrongEvidence } from './wrong-answers.ts'

const options = z.strictObject({
  degrades: z.string().describe('The operation, or a pattern such as `guide.*`.'),
  to: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('The tiers that answers may fall to. Default: all that the operation declares.'),
  'at-least-tier': z
    .string()
    .optional()
    .describe('No answer may fall below this tier, in the order in which they are declared.'),
  during: z
    .enum(parts)
    .default('fault')
    .describe('While the fault lasts, after it was healed, or both.'),
  'at-most-failed': share
    .prefault('0%')
    .describe('The share of requests that may go without an acceptable answer in time.'),
  within: duration
    .optional()
    .describe('How long after the last heal full answers are back. Default: not judged.'),
  errors: z
    .array(z.string())
    .min(1)
    .default(wrongErrors)
    .describe('The errors by which the load says that an answer was damaged or wrong.'),
})
type Options = z.output<typeof options>

/** While hurt, users get full answers or those of a declared lower tier, and never a wrong one. */
export const degrades: Check<Options> = {
  name: 'degrades',
  summary: 'While hurt, answers fall to declared lower tiers and no further, and are never wrong.',
  when: 'asked',
  options,
  subject: 'operations',
  names: { to: 'tier', 'at-least-tier': 'tier' },
  judge: (history, asked) =>
    judgeEach(history, asked.degrades, (op) => {
      const wrong = judgeWrong(history, op, asked.errors)
      // A wrong answer is wrong however steady the baseline was.
      return wrong.status === 'fail' ? wrong : trusted(history, op, judgeOne(history, op, asked))
    }),
}

function judgeWrong(history: RunHistory, op: string, errors: readonly string[]): Judgement {
  const wrong = wrongAnswers(history, op, errors)
  const [first, ...others] = wrongEvidence(wrong)
  return first === undefined
    ? { status: 'pass', message: `no answer of ${op} was wrong` }
    : {
        status: 'fail',
        message: `${wrong.length} answers of ${op} looked good and were wrong`,
        evidence: [first, ...others],
      }
}

function judgeOne(history: RunHistory, op: string, asked: Options): Judgement {
  const facts = history.header.operations[op]
  const span = partOf(history, asked.during)
  if (facts === undefined || span === null) {
    return { status: 'unknown', because: 'no fault was seen to take effect' }
  }
  const tiers = allowedTiers(facts, asked)
  if (tiers.length === 0) {
    return { status: 'unknown', because: `${op} declares no tier that its answers may fall to` }
  }
  // The recovery rule knows "good" and "bad" only, so a ladder of fewer tiers is that of another operation.
  const ladder = { ...facts, tiers }
  const { within } = asked
  return worstJudgement([
    judgeServed(history, op, ladder, span, asked),
    judgeUse(history, op, ladder, span),
    ...(within === undefined || isCalm(history)
      ? []
      : [judgeRecovery(history, op, { within, since: 'heal', counting: 'strict' })]),
  ])
}

function allowedTiers({ tiers }: OperationFacts, asked: Options): readonly string[] {
  const lowest = asked['at-least-tier']
  const kept = lowest === undefined ? tiers : tiers.slice(0, tiers.indexOf(lowest) + 1)
  return asked.to === undefined ? kept : kept.filter((tier) => asked.to?.includes(tier))
}

/** Everybody was answered, fully or by a tier that is allowed. */
function judgeServed(
  history: RunHistory,
  op: string,
  ladder: OperationFacts,
  span: Span,
  { 'at-most-failed': most }: Options,
): Judgement {
  const requests = requestsOf(history, op, span)
  if (requests.length < leastRequests) {
    const because = `only ${requests.length} requests of ${op} in that time; ${leastRequests} are needed`
    return { status: 'unknown', because, next: 'Raise its rate, or let the fault last longer.' }
  }
  const failed = requests.filter((request) => !isGood(request, ladder, 'lenient'))
  const value = failed.length / requests.length
  const measured: Measured = {
    label: `without an acceptable answer, ${op}`,
    unit: 'ratio',
    reading: { value, samples: requests.length },
    limit: { relation: 'at-most', value: most },
  }
  const told = `${failed.length} of ${requests.length} requests of ${op} had no acceptable answer in time`
  if (value <= most) {
    const steps = tellSteps(stepsOf(requests, ladder))
    return { status: 'pass', message: `${told} (${steps})`, measured }
  }
  const [first, ...others] = describeBad(failed, windowsOf(history).zero ?? 0)
  return {
    status: 'fail',
    message: `${told}; at most ${formatRatio(most)} was promised`,
    evidence: [first ?? { text: told }, ...others],
    measured,
  }
}

/** A ladder that nobody had to step on was not tried; one that was stood on all the time is no ladder. */
function judgeUse(history: RunHistory, op: string, ladder: OperationFacts, span: Span): Judgement {
  const { baseline } = windowsOf(history)
  if (isCalm(history)) return { status: 'pass', message: `${op}: nothing was hurt` }
  const used = (requests: readonly RequestRecord[]): number =>
    requests.filter(
      ({ outcome, tier = '' }) => outcome === 'degraded' && ladder.tiers.includes(tier),
    ).length
  const requests = requestsOf(history, op, span)
  const earlier = baseline === null ? [] : requestsOf(history, op, baseline)
  const before = used(earlier) / Math.max(1, earlier.length)
  if (used(requests) === 0) {
    return {
      status: 'unknown',
      because: `no answer of ${op} fell to a lower tier, so the fault did not try the ladder`,
      next: 'Hurt what full answers need.',
    }
  }
  // Where some always were, a few more may be chance.
  return wilson(used(requests), requests.length).low > before
    ? { status: 'pass', message: `${used(requests)} of them by a lower tier` }
    : {
        status: 'unknown',
        because: `${op} may have been degraded as much before the fault (${formatRatio(before)})`,
        next: 'Wait for full answers before the baseline: a condition, or a longer warm-up.',
      }
}
