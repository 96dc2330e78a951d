import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { accountOf, ledgersOf } from '../measures/write-ledger.ts'
import type { Check, Evidence, Judgement } from './check.ts'
import { worstJudgement } from './operations.ts'

const options = z.strictObject({
  'charged-once': z.literal(true).nullable().optional(),
  ledger: z
    .string()
    .optional()
    .describe('Default: every ledger that an operation under load adds to.'),
})
type Options = z.output<typeof options>

/** How many repeated writes are named; the others are in the history. */
const shown = 5

/** A retry, a redelivery or a failover must not make one request count twice. */
export const chargedOnce: Check<Options> = {
  name: 'charged-once',
  summary: 'No write took effect more than once.',
  when: 'asked',
  options,
  subject: 'none',
  names: { ledger: 'ledger' },
  judge(history, { ledger }) {
    const ledgers = ledger === undefined ? ledgersOf(history, 'add') : [ledger]
    return ledgers.length === 0
      ? { status: 'unknown', because: 'no operation under load adds to a ledger' }
      : worstJudgement(ledgers.map((each) => judgeLedger(history, each)))
  },
}

function judgeLedger(history: RunHistory, ledger: string): Judgement {
  const account = accountOf(history, ledger)
  if (account === undefined) {
    return { status: 'unknown', because: `${ledger} was never read until it stopped changing` }
  }
  const { acknowledged, final } = account
  if (acknowledged === 0) {
    return { status: 'unknown', because: `no write to ${ledger} was acknowledged` }
  }
  if (!Object.values(final.tokens).some((times) => times > 0)) {
    const because = `${ledger} holds nothing, so that nothing could be there twice`
    return { status: 'unknown', because, next: 'Look at what became of the acknowledged writes.' }
  }
  const repeated = Object.entries(final.tokens).filter(([, times]) => times > 1)
  const [first, ...others] = repeated
    .slice(0, shown)
    .map(([token, times]): Evidence => ({ at: final.at, text: `${token} is there ${times} times` }))
  const message = `${repeated.length} of ${Object.keys(final.tokens).length} entries of ${ledger} are there more than once`
  return first === undefined
    ? {
        status: 'pass',
        message: `none of ${acknowledged} acknowledged writes to ${ledger} counts twice`,
      }
    : { status: 'fail', message, evidence: [first, ...others] }
}
