import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import type { ReadRecord, RequestRecord } from '../history/record.ts'
import { drainOf } from '../measures/drain.ts'
import { finalRead } from '../measures/write-ledger.ts'
import { count, duration, formatMs } from '../units.ts'
import type { Check, Evidence, Judgement } from './check.ts'
import { operationsOf, worstJudgement } from './operations.ts'

const options = z.strictObject({
  'queue-drained': z.string().describe('The ledger of what was delivered.'),
  of: z
    .string()
    .optional()
    .describe('The operations whose acknowledged calls must be delivered. Default: its writers.'),
  within: duration
    .optional()
    .describe('How long after the last request was answered nothing may be pending any more.'),
  'dead-letters': z
    .string()
    .optional()
    .describe('The ledger of what could not be delivered. Default: only counted, `deadLettered`.'),
  'at-most-dead': count.optional().describe('How many may be dead letters. Default: any number.'),
})
type Options = z.output<typeof options>

/** How many of each kind are named; the others are in the history. */
const shown = 5

/**
 * Deferred work is done in the end: everything acknowledged was delivered once or lies among the dead letters.
 * Tokens of the ledger are deliveries; its totals say `pending`, and where they apply `deadLettered` and `duplicates`.
 */
export const queueDrained: Check<Options> = {
  name: 'queue-drained',
  summary: 'Everything acknowledged was delivered once, or is kept as a dead letter.',
  when: 'asked',
  options,
  subject: 'ledger',
  names: { of: 'operations', 'dead-letters': 'ledger' },
  judge(history, asked) {
    const ledger = asked['queue-drained']
    const pending = judgePending(history, ledger, asked.within)
    const final = finalRead(history, ledger)
    if (final === undefined) {
      return pending.status === 'fail' ? pending : unread(ledger)
    }
    return worstJudgement([pending, judgeDeliveries(history, final, asked), judgeRepeats(final)])
  },
}

function unread(ledger: string): Judgement {
  return { status: 'unknown', because: `${ledger} was never read until it stopped changing` }
}

/** Nothing waits any more, and in time. */
function judgePending(history: RunHistory, ledger: string, within: number | undefined): Judgement {
  const drain = drainOf(history, ledger)
  if (drain === undefined) {
    const because = `${ledger} did not say after the load had ended what was pending`
    return { status: 'unknown', because }
  }
  const { from, lastPending, emptyAt, pending } = drain
  const waited = lastPending - from
  const limit =
    within === undefined ? {} : { limit: { relation: 'at-most', value: within } as const }
  const label = `time to work off ${ledger}`
  if (emptyAt === null || (within !== undefined && waited > within)) {
    const reading = { value: waited, samples: 1, censored: true, at: lastPending }
    const message = `something of ${ledger} was still pending ${formatMs(waited)} after the last request`
    return {
      status: 'fail',
      message:
        within === undefined ? message : `${message}; within ${formatMs(within)} was promised`,
      evidence: [{ at: lastPending, text: `${pending} pending when it was last looked` }],
      measured: { label, unit: 'ms', reading, ...limit },
    }
  }
  const took = emptyAt - from
  if (within !== undefined && took > within) {
    const because = `${ledger} was first looked at ${formatMs(took)} after the last request, when nothing was pending`
    return { status: 'unknown', because }
  }
  const reading = { value: took, samples: 1, resolution: emptyAt - lastPending, at: emptyAt }
  return {
    status: 'pass',
    message: `nothing of ${ledger} was pending ${formatMs(took)} after the last request`,
    measured: { label, unit: 'ms', reading, ...limit },
  }
}

/** Every acknowledged call was delivered, or lies among the dead letters. */
function judgeDeliveries(history: RunHistory, final: ReadRecord, asked: Options): Judgement {
  const calls = callsOf(history, asked)
  const acknowledged = calls.filter(({ outcome }) => outcome === 'ok' || outcome === 'degraded')
  if (acknowledged.length === 0) {
    return {
      status: 'unknown',
      because: `nothing that ${final.ledger} should deliver was acknowledged`,
    }
  }
  const missing = acknowledged.filter(({ token = '' }) => (final.tokens[token] ?? 0) === 0)
  const dead = deadOf(history, final, asked['dead-letters'])
  if (dead === undefined) return unread(asked['dead-letters'] ?? '')
  const most = asked['at-most-dead'] ?? Infinity
  const told = `${acknowledged.length - missing.length} of ${acknowledged.length} delivered, ${dead.count} dead letters`
  const lost = missing.filter(({ token = '' }) => dead.tokens?.[token] === undefined)
  const open = calls.filter(
    ({ outcome, token = '' }) => outcome === 'unknown' && !final.tokens[token],
  )
  if (dead.count > most) {
    const message = `${told}; at most ${most} dead letters were allowed`
    return { status: 'fail', message, evidence: [{ at: final.at, text: told }] }
  }
  if (dead.tokens === undefined && lost.length <= dead.count) {
    // A call without a known outcome may be a dead letter as well, and leave one too few for what is missing.
    return lost.length <= dead.count - Math.min(open.length, dead.count)
      ? { status: 'pass', message: told }
      : {
          status: 'unknown',
          because: `${told}, which may be those of ${open.length} calls whose outcome nobody knows`,
          next: 'Name with `dead-letters` a ledger that says which they are.',
        }
  }
  const [first, ...others] = lost.slice(0, shown).map(lostEvidence)
  return first === undefined
    ? { status: 'pass', message: told }
    : {
        status: 'fail',
        message: `${told}: ${dead.tokens === undefined ? lost.length - dead.count : lost.length} vanished`,
        evidence: [first, ...others],
      }
}

function callsOf(history: RunHistory, { 'queue-drained': ledger, of }: Options) {
  const { operations } = history.header
  const ops =
    of === undefined
      ? Object.keys(operations).filter((op) => operations[op]?.writes?.ledger === ledger)
      : operationsOf(history, of)
  return history.requests.filter(({ op, token }) => ops.includes(op) && token !== undefined)
}

interface DeadLetters {
  readonly count: number
  /** Absent: only their number is known. */
  readonly tokens?: Readonly<Record<string, number>>
}

/** Undefined when they should be in a ledger of their own and that was not read. */
function deadOf(history: RunHistory, final: ReadRecord, ledger?: string): DeadLetters | undefined {
  if (ledger === undefined) return { count: final.totals?.['deadLettered'] ?? 0 }
  const letters = finalRead(history, ledger)
  return letters && { count: Object.keys(letters.tokens).length, tokens: letters.tokens }
}

function lostEvidence({ op, end, token }: RequestRecord): Evidence {
  return { at: end, text: `${token}: ${op} was acknowledged, and it was not delivered` }
}

/** Nobody gets the same twice. */
function judgeRepeats({ tokens, totals, at, ledger }: ReadRecord): Judgement {
  const twice = Object.entries(tokens).filter(([, times]) => times > 1)
  const duplicates = Math.max(totals?.['duplicates'] ?? 0, twice.length)
  if (duplicates === 0) return { status: 'pass', message: 'none of them twice' }
  const [first, ...others] = twice
    .slice(0, shown)
    .map(([token, times]): Evidence => ({ at, text: `${token} was delivered ${times} times` }))
  const text = `${duplicates} of ${ledger} were delivered more than once`
  return { status: 'fail', message: text, evidence: [first ?? { at, text }, ...others] }
}
