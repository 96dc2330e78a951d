import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { hurtingFaults, stampOf } from '../history/windows.ts'
import type { PlannedFault } from '../scenario/plan.ts'
import { isBlank } from './blank.ts'
import type { Check, Judgement } from './check.ts'
import { worstJudgement } from './operations.ts'

const options = z.strictObject({})

/** What is measured after a heal means nothing when the fault was still there. */
export const healed: Check<z.output<typeof options>> = {
  name: 'healed',
  summary: 'Every fault that was to be healed was seen to be gone.',
  when: 'always',
  options,
  subject: 'none',
  judge(history) {
    if (isBlank(history)) return { status: 'unknown', because: 'nothing was recorded' }
    const faults = hurtingFaults(history.header).filter(({ healMs }) => healMs !== null)
    return faults.length === 0
      ? { status: 'pass', message: 'no fault was to be healed' }
      : worstJudgement(faults.map((fault) => judgeFault(history, fault)))
  },
}

function judgeFault(history: RunHistory, { id, fault, target }: PlannedFault): Judgement {
  const name = [fault, ...target].join(' ')
  if (stampOf(history, id, 'heal-effective') !== undefined) {
    return { status: 'pass', message: `${name} was healed` }
  }
  const asked = stampOf(history, id, 'heal-requested') !== undefined
  const note = stampOf(history, id, 'failed')?.note
  return {
    status: 'unknown',
    because: `${name} ${asked ? 'was not seen to heal' : 'was never healed'}${note === undefined ? '' : `: ${note}`}`,
    next: 'Look for leftovers of the run before the next one.',
  }
}
