import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { windowsOf } from '../history/windows.ts'
import { requestsOf } from '../measures/answers.ts'
import { leastRequests } from '../measures/steady-state.ts'
import type { Check, Judgement, Measured } from './check.ts'
import { isCalm } from './moments.ts'
import { judgeEach } from './operations.ts'
import { wrongAnswers, wrongErrors, wrongEvidence } from './wrong-answers.ts'

const options = z.strictObject({
  'no-corruption-served': z
    .union([z.literal(true), z.string()])
    .nullable()
    .optional()
    .describe('The operation, or a pattern such as `cart.*`. Default: all under load.'),
  errors: z
    .array(z.string())
    .min(1)
    .default(wrongErrors)
    .describe('The errors by which the load says that an answer was damaged or wrong.'),
  'detected-by': z
    .string()
    .optional()
    .describe('The log event by which the target says that it met the damage; else nobody did.'),
})
type Options = z.output<typeof options>

/** Damaged data may be refused, repaired or missed, but never handed to a user as good. */
export const noCorruptionServed: Check<Options> = {
  name: 'no-corruption-served',
  summary: 'No answer was damaged or wrong, whatever happened to the data.',
  when: 'asked',
  options,
  subject: 'operations',
  names: { 'detected-by': 'event' },
  judge(history, asked) {
    const named = asked['no-corruption-served']
    const served = judgeEach(history, typeof named === 'string' ? named : '*', (op) =>
      judgeOne(history, op, asked.errors),
    )
    const unmet = served.status === 'pass' ? unmetDamage(history, asked['detected-by']) : undefined
    return unmet === undefined ? served : { status: 'unknown', because: unmet }
  },
}

function judgeOne(history: RunHistory, op: string, errors: readonly string[]): Judgement {
  const { all } = windowsOf(history)
  const wrong = wrongAnswers(history, op, errors)
  const asked = all === null ? [] : requestsOf(history, op, all)
  const answered = asked.filter(({ outcome }) => outcome === 'ok' || outcome === 'degraded')
  const samples = answered.length + wrong.length
  const measured: Measured = {
    label: `wrong answers, ${op}`,
    unit: 'count',
    reading: { value: wrong.length, samples },
    limit: { relation: 'at-most', value: 0 },
  }
  const [first, ...others] = wrongEvidence(wrong)
  if (first !== undefined) {
    const message = `${wrong.length} of ${samples} answers of ${op} were damaged or wrong`
    return { status: 'fail', message, evidence: [first, ...others], measured }
  }
  if (all === null) return { status: 'unknown', because: 'no fault was seen to take effect' }
  if (samples === 0) {
    return { status: 'unknown', because: `${op} was never answered, rightly or wrongly` }
  }
  if (samples < leastRequests) {
    const because = `only ${samples} answers of ${op} could have been wrong; ${leastRequests} are needed`
    return { status: 'unknown', because, next: 'Raise its rate, or observe for longer.' }
  }
  return { status: 'pass', message: `none of ${samples} answers of ${op} was wrong`, measured }
}

/** Damage that lies where nobody reads proves nothing. */
function unmetDamage(history: RunHistory, event: string | undefined): string | undefined {
  const [first] = windowsOf(history).disturbances
  if (event === undefined || first === undefined || isCalm(history)) return
  // The target may meet the damage before it is known to be done.
  return history.events.some(({ name, at }) => name === event && at >= first.requested)
    ? undefined
    : `no ${event}: the target never met the damage, so it had nothing to keep from users`
}
