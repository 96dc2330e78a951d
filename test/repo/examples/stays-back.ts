import { z } from 'zod'
import { relapses } from '../../../harness/measures/relapses.ts'
import type { Check, Judgement } from '../../../harness/checks/check.ts'
import { judgeEach } from '../../../harness/checks/operations.ts'
import type { RunHistory } from '../../../harness/history/history.ts'

const options = z.strictObject({
  'stays-back': z.string().describe('The operation, or a pattern such as `cart.*`.'),
})

/** A system that comes back and goes away again has not recovered, however quick it was. */
export const staysBack: Check<z.output<typeof options>> = {
  name: 'stays-back',
  summary: 'Once users have the operation back, they keep it.',
  when: 'asked',
  options,
  subject: 'operations',
  trusts: ['steady-baseline'],
  judge: (history, asked) => judgeEach(history, asked['stays-back'], (op) => judgeOne(history, op)),
}

function judgeOne(history: RunHistory, op: string): Judgement {
  const reading = relapses.read(history, op)
  if (reading.value === null) return { status: 'unknown', because: reading.because }
  if (reading.value === 0) return { status: 'pass', message: `${op} stayed back` }
  const message = `${op} was lost again ${reading.value} times`
  return { status: 'fail', message, evidence: [{ text: message }] }
}
