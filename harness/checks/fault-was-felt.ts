import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { endOfLoad, hurtingFaults, stampOf } from '../history/windows.ts'
import { isGood } from '../measures/answers.ts'
import type { PlannedFault } from '../scenario/plan.ts'
import { formatMs } from '../units.ts'
import type { Check, Judgement } from './check.ts'
import { isBlank } from './blank.ts'
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
    record.id === id && record.touched !== undefined ? [record.touched] : [],
  )
  const touched = Math.max(...reported)
  if (reported.length > 0 && touched === 0) {
    return {
      status: 'unknown',
      because: `${name} touched nothing`,
      next: 'Hurt something that the load uses, or put load on what is hurt.',
    }
  }
  if (reported.length > 0) return { status: 'pass', message: `${name} met ${touched}` }
  const sign = signOf(history, id, effective.at)
  return sign === undefined
    ? { status: 'unknown', because: `${name}: no request and no event shows that it did anything` }
    : { status: 'pass', message: `${name}: ${sign}` }
}

/** An event of the engine or the system, or a bad answer, while the fault lasted. */
function signOf(history: RunHistory, id: number, effective: number): string | undefined {
  const from = stampOf(history, id, 'requested')?.at ?? effective
  const to = stampOf(history, id, 'heal-effective')?.at ?? endOfLoad(history)
  const event = history.events.find(({ at }) => at >= from && at <= to)
  if (event !== undefined) return `${event.source}: ${event.text}`
  const bad = history.requests.find((request) => {
    const facts = history.header.operations[request.op]
    const during = request.end >= from && request.intended <= to
    return during && facts !== undefined && !isGood(request, facts, 'strict')
  })
  return bad === undefined ? undefined : `${bad.op} had no good answer`
}
