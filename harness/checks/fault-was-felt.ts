import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import type { FaultRecord, RequestRecord } from '../history/record.ts'
import { endOfLoad, hurtingFaults, stampOf, windowsOf, type Span } from '../history/windows.ts'
import { isGood, requestsOf } from '../measures/answers.ts'
import type { PlannedFault } from '../scenario/plan.ts'
import { wilson } from '../statistics/wilson.ts'
import { formatMs } from '../units.ts'
import type { Check, Judgement } from './check.ts'
import { isBlank } from './blank.ts'
import { names } from './moments.ts'
import { worstJudgement } from './operations.ts'

/** What users feel between the request and the effect of a fault is in no window. */
const longestInjectionMs = 2000

const options = z.strictObject({})

/** A fault that nobody felt proves nothing about what it was meant to hurt. */
export const faultWasFelt: Check<z.output<typeof options>> = {
  name: 'fault-was-felt',
  summary: 'Every fault took effect and met something.',
  when: 'always',
  options,
  subject: 'none',
  judge(history) {
    if (isBlank(history)) return { status: 'unknown', because: 'nothing was recorded' }
    const faults = hurtingFaults(history.header)
    return faults.length === 0
      ? { status: 'pass', message: 'no fault was planned' }
      : worstJudgement(faults.map((fault) => judgeFault(history, fault)))
  },
}

function judgeFault(history: RunHistory, { id, fault, target }: PlannedFault): Judgement {
  const name = [fault, ...target].join(' ')
  const effective = stampOf(history, id, 'effective')
  if (effective === undefined) {
    const note = stampOf(history, id, 'failed')?.note
    const why = note === undefined ? '' : `: ${note}`
    return { status: 'unknown', because: `${name} was not seen to take effect${why}` }
  }
  const requested = stampOf(history, id, 'requested')?.at ?? effective.at
  if (effective.at - requested > longestInjectionMs) {
    return {
      status: 'unknown',
      because: `${name} took ${formatMs(effective.at - requested)} to take effect; what users felt meanwhile is in no number`,
    }
  }
  const reported = history.faults.flatMap((record) =>
    record.id === id && Number.isFinite(record.touched) ? [record.touched ?? 0] : [],
  )
  const touched = Math.max(...reported)
  if (reported.length > 0 && touched === 0) {
    const word = othersWord(history, effective)
    if (word !== undefined) return { status: 'pass', message: `${name}: ${word}` }
    return {
      status: 'unknown',
      because: `${name} touched nothing`,
      next: 'Hurt something that the load uses, or put load on what is hurt.',
    }
  }
  if (reported.length > 0) return { status: 'pass', message: `${name} met ${touched}` }
  const sign = signOf(history, effective)
  return sign === undefined
    ? { status: 'unknown', because: `${name}: no request and no event shows that it did anything` }
    : { status: 'pass', message: `${name}: ${sign}` }
}

/**
 * Nobody calls a worker that takes its work from a queue, and nobody calls a server any more that left in good order:
 * their end meets nothing on any link. Then another replica of the same service may say that it noticed, or whoever
 * watches may name what was hurt.
 */
function othersWord(history: RunHistory, { id, target, at }: FaultRecord): string | undefined {
  const serviceOf = (replica: string): string => replica.replace(/-\d+$/u, '')
  const from = stampOf(history, id, 'requested')?.at ?? at
  const to = stampOf(history, id, 'heal-effective')?.at ?? endOfLoad(history)
  const event = history.events.find(
    (said) =>
      said.at >= from &&
      said.at <= to &&
      said.detects === true &&
      !target.includes(said.source) &&
      target.some((hurt) => serviceOf(hurt) === serviceOf(said.source) || names(said.text, hurt)),
  )
  return event && `${event.source}: ${event.text}`
}

/**
 * While the fault lasted: an event of what was hurt, a detector's word, or more bad answers than before. What others
 * said has reasons of its own, and so has what another fault did to the same replica.
 */
function signOf(history: RunHistory, effective: FaultRecord): string | undefined {
  const { id, target } = effective
  const from = stampOf(history, id, 'requested')?.at ?? effective.at
  const to = stampOf(history, id, 'heal-effective')?.at ?? endOfLoad(history)
  const hurt = new Set(target.flatMap(replicasIn))
  const hurting = new Set(hurtingFaults(history.header).map((planned) => planned.id))
  const others = history.faults.filter(
    (other) => other.id !== id && other.stage === 'requested' && hurting.has(other.id),
  )
  const isAnothers = (source: string, at: number): boolean =>
    others.some((other) => other.at <= at && other.target.flatMap(replicasIn).includes(source))
  const event = history.events.find(
    ({ at, source, detects }) =>
      at >= from && at <= to && (detects === true || (hurt.has(source) && !isAnothers(source, at))),
  )
  if (event !== undefined) {
    const { source, text } = event
    return text.includes(source) ? text : `${source}: ${text}`
  }
  return Object.keys(history.header.operations)
    .map((op) => badAnswers(history, op, { from, to }))
    .find((bad) => bad !== undefined)
}

/** A replica, or those at both ends of a link such as `cart-1→redis-2:26379`. */
function replicasIn(target: string): readonly string[] {
  return target.split('→').map((end) => end.replace(/[:@].*$/u, ''))
}

/** Said when the bad answers in a time are more than those of the baseline let expect. */
function badAnswers(history: RunHistory, op: string, { from, to }: Span): string | undefined {
  const facts = history.header.operations[op]
  const { baseline } = windowsOf(history)
  if (facts === undefined) return undefined
  const isBad = (request: RequestRecord): boolean => !isGood(request, facts, 'strict')
  const during = requestsOf(history, op).filter(
    (request) => request.end >= from && request.intended <= to,
  )
  const before = baseline === null ? [] : requestsOf(history, op, baseline)
  const usual = before.length === 0 ? 0 : before.filter(isBad).length / before.length
  const bad = during.filter(isBad).length
  return wilson(bad, during.length).low > usual
    ? `${bad} of ${during.length} requests of ${op} had no good answer`
    : undefined
}
