import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { provenanceOf } from '../measures/phantoms.ts'
import { ledgersOf } from '../measures/write-ledger.ts'
import type { Check, Evidence, Judgement } from './check.ts'
import { worstJudgement } from './operations.ts'

const options = z.strictObject({
  'no-phantoms': z
    .union([z.literal(true), z.string()])
    .nullable()
    .optional()
    .describe('The ledger. Default: every ledger that an operation under load adds to.'),
})
type Options = z.output<typeof options>

/** How many phantoms are named; the others are in the history. */
const shown = 5

/** The final data hold nothing that nobody asked for, and nothing whose asker was told a clear no. */
export const noPhantoms: Check<Options> = {
  name: 'no-phantoms',
  summary: 'Nothing is in the final data that nobody asked for or that was clearly refused.',
  when: 'asked',
  options,
  subject: 'ledger',
  judge(history, { 'no-phantoms': named }) {
    const ledgers = typeof named === 'string' ? [named] : ledgersOf(history, 'add')
    return ledgers.length === 0
      ? { status: 'unknown', because: 'no operation under load adds to a ledger' }
      : worstJudgement(ledgers.map((ledger) => judgePhantoms(history, ledger)))
  },
}

/** The same of one ledger; whatever restores data must not make some up either. */
export function judgePhantoms(history: RunHistory, ledger: string): Judgement {
  const found = provenanceOf(history, ledger)
  if (found === undefined) {
    return { status: 'unknown', because: `${ledger} was never read until it stopped changing` }
  }
  const { held, phantoms, unexplained, refused, refusedButThere, final } = found
  const evidence: readonly Evidence[] = [
    ...phantoms.map((token) => ({ at: final.at, text: `${token}: nobody asked for it` })),
    ...refusedButThere.map(({ op, status, token = '', end }) => ({
      at: end,
      text: `${token}: ${op} was refused (${status}), and it is there`,
    })),
  ]
  const [first, ...others] = evidence.slice(0, shown)
  if (first !== undefined) {
    const message = `${phantoms.length} of ${held} entries of ${ledger} were asked for by nobody, ${refusedButThere.length} were refused and are there`
    return { status: 'fail', message, evidence: [first, ...others] }
  }
  if (unexplained.length > 0) {
    const because = `${unexplained.length} entries of ${ledger} may be those of requests whose record was lost`
    return { status: 'unknown', because }
  }
  if (held === 0) {
    return { status: 'unknown', because: `${ledger} holds nothing that this run asked for` }
  }
  const message = `all ${held} entries of ${ledger} were asked for, and ${refused} refusals left nothing`
  return { status: 'pass', message }
}
