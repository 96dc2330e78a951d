import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import type { ReadRecord } from '../history/record.ts'
import { finalRead, ledgersOf } from '../measures/write-ledger.ts'
import type { Check, Evidence, Judgement } from './check.ts'
import { worstJudgement } from './operations.ts'

const options = z.strictObject({
  'no-oversell': z.literal(true).nullable().optional(),
  ledger: z
    .string()
    .optional()
    .describe(
      'The ledger of what was sold and what is left. Default: each that the load writes to.',
    ),
})

/** Every ledger that keeps stock: nothing was sold that was not there, and nothing vanished. */
export const noOversell: Check<z.output<typeof options>> = {
  name: 'no-oversell',
  summary: 'Nothing was sold that was not in stock, and sold plus left is what there was.',
  when: 'asked',
  options,
  subject: 'none',
  names: { ledger: 'ledger' },
  judge(history, { ledger }) {
    const ledgers = ledger === undefined ? stockLedgers(history) : [ledger]
    return ledgers.length === 0
      ? noStock(history)
      : worstJudgement(ledgers.map((each) => judgeLedger(history, each)))
  },
}

/** Those that the load writes to and that say, whenever they were read, what is in stock. */
function stockLedgers(history: RunHistory): readonly string[] {
  const written = ledgersOf(history)
  const named = history.reads.filter(
    ({ ledger, totals = {} }) =>
      written.includes(ledger) && ('stockSeeded' in totals || 'oversold' in totals),
  )
  return [...new Set(named.map(({ ledger }) => ledger))]
}

function noStock(history: RunHistory): Judgement {
  const written = ledgersOf(history)
  const unread = written.find((ledger) => !history.reads.some((read) => read.ledger === ledger))
  if (unread !== undefined) return { status: 'unknown', because: `${unread} could not be read` }
  return {
    status: 'unknown',
    because: 'no ledger that the load writes to says what was sold and what is left',
    next: 'Name with `ledger` one that does.',
  }
}

function judgeLedger(history: RunHistory, ledger: string): Judgement {
  const final = finalRead(history, ledger)
  if (final === undefined) {
    return { status: 'unknown', because: `${ledger} was never read until it stopped changing` }
  }
  const { sold, stockLeft, stockSeeded, oversold = 0 } = final.totals ?? {}
  if (sold === undefined || stockLeft === undefined || stockSeeded === undefined) {
    return { status: 'unknown', because: `${ledger} does not say sold, stockLeft and stockSeeded` }
  }
  if (sold === 0) return { status: 'unknown', because: 'nothing was sold' }
  const wrong = [
    ...(oversold === 0 ? [] : [at(final, `${oversold} sold that were not there`)]),
    ...(sold + stockLeft === stockSeeded
      ? []
      : [at(final, `${sold} sold + ${stockLeft} left is not ${stockSeeded} at the begin`)]),
  ]
  const [first, ...others] = wrong
  return first === undefined
    ? { status: 'pass', message: `${sold} sold + ${stockLeft} left = ${stockSeeded} at the begin` }
    : {
        status: 'fail',
        message: wrong.map(({ text }) => text).join('; '),
        evidence: [first, ...others],
      }
}

function at(final: ReadRecord, text: string): Evidence {
  return { at: final.at, text }
}
