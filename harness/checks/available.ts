import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { windowsOf } from '../history/windows.ts'
import { isGood, requestsOf } from '../measures/answers.ts'
import { partOf, parts, servedShare } from '../measures/served-share.ts'
import { leastRequests } from '../measures/steady-state.ts'
import { formatRatio, share } from '../units.ts'
import { describeBad } from './bad-answers.ts'
import type { Check, Judgement, Measured } from './check.ts'
import { judgeEach } from './operations.ts'
import { trusted } from './trusted.ts'

const options = z.strictObject({
  available: z.string().describe('The operation, or a pattern such as `cart.*`.'),
  'at-least': share.describe('The smallest share of good answers.'),
  during: z
    .enum(parts)
    .default('fault')
    .describe('While the fault lasts, after it was healed, or both. The baseline never counts.'),
  counting: z
    .enum(['strict', 'lenient', 'late'])
    .default('strict')
    .describe(
      '`lenient` counts degraded answers that users accept; `late` counts full ones however late they come.',
    ),
})
type Options = z.output<typeof options>

const phrases = {
  fault: 'while the fault lasted',
  observe: 'after the fault was healed',
  all: 'from the fault to the end',
} as const

/** A share of the requests, by intended start, gets a good answer; within the latency limit, unless late ones are counted too. */
export const available: Check<Options> = {
  name: 'available',
  summary: 'At least a share of the requests gets a good answer in time.',
  when: 'asked',
  options,
  subject: 'operations',
  judge: (history, asked) =>
    judgeEach(history, asked.available, (op) => trusted(history, op, judgeOne(history, op, asked))),
}

function judgeOne(history: RunHistory, op: string, asked: Options): Judgement {
  const { during, counting, 'at-least': least } = asked
  const reading = servedShare(history, op, during, counting)
  if (reading.value === null) return { status: 'unknown', because: reading.because }
  const { value, samples, low = 0 } = reading
  if (samples < leastRequests) {
    return {
      status: 'unknown',
      because: `only ${samples} requests of ${op} ${phrases[during]}; ${leastRequests} are needed`,
      next: 'Raise its rate, or let the fault last longer.',
    }
  }
  const measured: Measured = {
    label: `availability, ${op}`,
    unit: 'ratio',
    reading,
    limit: { relation: 'at-least', value: least },
  }
  const served = counting === 'late' ? 'served, however late,' : 'served'
  const seen = `${formatRatio(value)} of ${samples} requests of ${op} were ${served} ${phrases[during]}`
  if (value >= least) {
    const proved = low >= least ? '' : `, which by itself proves no more than ${formatRatio(low)}`
    return { status: 'pass', message: seen + proved, measured }
  }
  const facts = history.header.operations[op]
  const span = partOf(history, during) ?? undefined
  const bad = requestsOf(history, op, span).filter(
    (request) => facts !== undefined && !isGood(request, facts, counting),
  )
  const count = { text: `${bad.length} of ${samples} requests had no good answer` }
  return {
    status: 'fail',
    message: `${seen}; at least ${formatRatio(least)} was promised`,
    evidence: [count, ...describeBad(bad, windowsOf(history).zero ?? 0)],
    measured,
  }
}
