import { z } from 'zod'
import type { OperationFacts, RunHistory } from '../history/history.ts'
import type { RequestRecord } from '../history/record.ts'
import { windowsOf } from '../history/windows.ts'
import { isAnswered, isGood, latencyOf, requestsOf } from '../measures/answers.ts'
import { partOf, parts } from '../measures/served-share.ts'
import { leastRequests } from '../measures/steady-state.ts'
import { wilson } from '../statistics/wilson.ts'
import { duration, formatMs, formatRatio, share } from '../units.ts'
import { describeBad } from './bad-answers.ts'
import type { Check, Judgement, Measured } from './check.ts'
import { isCalm } from './moments.ts'
import { judgeEach } from './operations.ts'
import { trusted } from './trusted.ts'

const options = z.strictObject({
  'fails-fast': z.string().describe('The operation, or a pattern such as `cart.*`.'),
  waiting: duration.describe('How long somebody waits at most until they are told no.'),
  'at-least': share
    .prefault('95%')
    .describe('The smallest share of quick refusals among all requests without a good answer.'),
  during: z
    .enum(parts)
    .default('fault')
    .describe('While the fault lasts, after it was healed, or both.'),
})
type Options = z.output<typeof options>

/**
 * Who cannot be served is told so at once, instead of being kept waiting: what time-outs and circuit breakers are for
 * (M. Nygard, "Release It!", 2018, chapter 5). An answer that comes late, and silence, are no quick refusal. Answers of
 * an accepted lower tier are good ones.
 */
export const failsFast: Check<Options> = {
  name: 'fails-fast',
  summary: 'Those who cannot be served are told so within a time, instead of being kept waiting.',
  when: 'asked',
  options,
  subject: 'operations',
  judge: (history, asked) =>
    judgeEach(history, asked['fails-fast'], (op) =>
      trusted(history, op, judgeOne(history, op, asked)),
    ),
}

function judgeOne(history: RunHistory, op: string, asked: Options): Judgement {
  const { waiting, during, 'at-least': least } = asked
  const facts = history.header.operations[op]
  const span = partOf(history, during)
  if (facts === undefined || span === null) {
    return { status: 'unknown', because: 'no fault was seen to take effect' }
  }
  const bad = requestsOf(history, op, span).filter((request) => !isGood(request, facts, 'lenient'))
  if (bad.length < leastRequests) return tooFew(history, op, bad.length)
  const slow = bad.filter((request) => !isQuickRefusal(request, facts, waiting))
  const quick = bad.length - slow.length
  const value = quick / bad.length
  const measured: Measured = {
    label: `told no within ${formatMs(waiting)}, ${op}`,
    unit: 'ratio',
    reading: { value, samples: bad.length, ...wilson(quick, bad.length) },
    limit: { relation: 'at-least', value: least },
  }
  const told = `${quick} of ${bad.length} requests of ${op} that were not served were told so within ${formatMs(waiting)}`
  if (value >= least) return { status: 'pass', message: told, measured }
  // One after the other: a long run has more of them than a function takes arguments.
  const longest = slow.reduce((most, request) => Math.max(most, latencyOf(request)), 0)
  const [first, ...others] = describeBad(slow, windowsOf(history).zero ?? 0)
  const waited = { text: `the longest waited ${formatMs(longest)}` }
  return {
    status: 'fail',
    message: `${told}; at least ${formatRatio(least)} was promised`,
    evidence: [first ?? waited, ...others, waited],
    measured,
  }
}

/** A clear no in time. A page that says something wrong, or says it late, is none. */
function isQuickRefusal(request: RequestRecord, facts: OperationFacts, waiting: number): boolean {
  const refused = request.status >= 400 && !isAnswered(request, facts, 'lenient')
  return refused && latencyOf(request) <= waiting
}

function tooFew(history: RunHistory, op: string, count: number): Judgement {
  if (isCalm(history)) return { status: 'pass', message: `${op}: nothing was hurt` }
  const because = `only ${count} requests of ${op} were not served; ${leastRequests} are needed to tell how fast it fails`
  return { status: 'unknown', because, next: 'Hurt what it needs, or raise its rate.' }
}
