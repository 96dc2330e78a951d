import type { RunHistory } from '../history/history.ts'
import type { RequestRecord } from '../history/record.ts'
import type { Evidence } from './check.ts'

/** The words by which a load script says that an answer looked good and was not. */
export const wrongErrors = ['corrupt', 'wrong-content']

/** How many wrong answers are named; the others are in the history. */
const shown = 5

/** The answers of one operation that were damaged or wrong, in the whole run: there is no time when they are right. */
export function wrongAnswers(
  { requests }: RunHistory,
  op: string,
  errors: readonly string[],
): readonly RequestRecord[] {
  return requests.filter(
    ({ op: its, error }) => its === op && error !== undefined && errors.includes(error),
  )
}

/** The first of them, each with when the user got it. */
export function wrongEvidence(wrong: readonly RequestRecord[]): readonly Evidence[] {
  return wrong.slice(0, shown).map(({ op, seq, end, error = 'wrong', status }) => ({
    at: end,
    text: `${op} no. ${seq} was answered with ${status}, and it was ${error}`,
  }))
}
