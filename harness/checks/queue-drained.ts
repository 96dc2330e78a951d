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
  const promised = new Map(acknowledged.map((call) => [call.token ?? '', call]))
  const missing = [...promised].filter(([token]) => !isIn(final, token))
  const dead = deadOf(history, final, asked['dead-letters'])
  if (dead === undefined) return unread(asked['dead-letters'] ?? '')
  const most = asked['at-most-dead'] ?? Infinity
  const told = `${promised.size - missing.length} of ${promised.size} delivered, ${dead.count} dead letters`
  if (dead.count > most) {
    const message = `${told}; at most ${most} dead letters were allowed`
    return { status: 'fail', message, evidence: [{ at: final.at, text: told }] }
  }
  const { read } = dead
  const lost = read === undefined ? missing : missing.filter(([token]) => !isIn(read, token))
  const vanished = lost.length - (read === undefined ? dead.count : 0)
  const [first, ...others] = lost.slice(0, shown).map(([, call]) => lostEvidence(call))
  if (first !== undefined && vanished > 0) {
    return {
      status: 'fail',
      message: `${told}: ${vanished} vanished`,
      evidence: [first, ...others],
    }
  }
  if (!dead.isTold && most < Infinity) {
    return { status: 'unknown', because: `${final.ledger} does not say deadLettered` }
  }
  const open = calls.filter(
    ({ outcome, token = '' }) => outcome === 'unknown' && !isIn(final, token),
  )
  return lost.length === 0
    ? { status: 'pass', message: told }
    : judgeNumbers(lost.length, dead.count, open.length, told)
}

/** As many dead letters as nothing else explains are those that are missing; any more or fewer may be others. */
function judgeNumbers(missing: number, dead: number, open: number, told: string): Judgement {
  const next = 'Name with `dead-letters` a ledger that says which they are.'
  if (dead > missing + open) {
    const because = `${told}, of which some must have been delivered as well, so that none need be the missing ones`
    return { status: 'unknown', because, next }
  }
  if (dead < missing + open) {
    const because = `${told}, which may be those of ${open} calls whose outcome nobody knows`
    return { status: 'unknown', because, next }
  }
  return { status: 'pass', message: told }
}

function isIn({ tokens }: ReadRecord, token: string): boolean {
  return (tokens[token] ?? 0) > 0
}

function callsOf(history: RunHistory, { 'queue-drained': ledger, of }: Options) {
  const { operations } = history.header
  const ops =
    of === undefined
      ? Object.keys(operations).filter((op) => {
          const writes = operations[op]?.writes
          return writes?.ledger === ledger && writes.effect === 'add'
        })
      : operationsOf(history, of)
  return history.requests.filter(({ op, token }) => ops.includes(op) && token !== undefined)
}

interface DeadLetters {
  readonly count: number
  /** False: nobody said how many there are, so that none are known. */
  readonly isTold: boolean
  /** Absent: only their number is known. */
  readonly read?: ReadRecord
}

/** Undefined when they should be in a ledger of their own and that was not read. */
function deadOf(history: RunHistory, final: ReadRecord, ledger?: string): DeadLetters | undefined {
  if (ledger === undefined) {
    const count = final.totals?.['deadLettered']
    return { count: count ?? 0, isTold: count !== undefined }
  }
  const read = finalRead(history, ledger)
  if (read === undefined) return undefined
  const count = Object.keys(read.tokens).filter((token) => isIn(read, token)).length
  return { count, isTold: true, read }
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
