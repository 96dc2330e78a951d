import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { duration, formatMs } from '../units.ts'
import { isBlank } from './blank.ts'
import type { Check, Judgement, Measured } from './check.ts'
import { eventsOf, falseAlarms, isCalm, momentOf } from './moments.ts'
import { judgeCalm } from './notices.ts'

const options = z.strictObject({
  warns: z.string().describe('The log event by which the target says what it sees coming.'),
  before: z
    .string()
    .describe('What it is to see coming: an event, `heal`, a later fault or what that hurts.'),
  'at-least': duration.describe('The shortest time between the warning and what it warns of.'),
  about: z
    .string()
    .optional()
    .describe('What the events must name, such as the replica that leaks. Default: anything.'),
})
type Options = z.output<typeof options>

/** A prediction is worth the time it leaves: the target warns so long before what it warns of. */
export const warns: Check<Options> = {
  name: 'warns',
  summary: 'The target warns of what is coming early enough, and not when nothing is coming.',
  when: 'asked',
  options,
  subject: 'event',
  names: { before: 'moment' },
  judge(history, asked) {
    if (isBlank(history)) return { status: 'unknown', because: 'nothing was recorded' }
    const alarms = falseAlarms(history, eventsOf(history, asked.warns, asked.about))
    if (isCalm(history)) return judgeCalm(asked.warns, alarms)
    return alarms.length === 0
      ? judgeLead(history, asked)
      : {
          status: 'unknown',
          because: `${asked.warns} was said ${alarms.length} times before anything was hurt: ${alarms[0]?.text}`,
          next: 'Find out what it is about, or say with `about` what the event must name.',
        }
  },
}

function judgeLead(history: RunHistory, asked: Options): Judgement {
  const { warns: event, before, 'at-least': least, about } = asked
  const moment = momentOf(history, before, about)
  if ('because' in moment) {
    const because = `${moment.because}, so there was nothing to warn of`
    return { status: 'unknown', because, next: 'Let the fault last until it happens.' }
  }
  const promised = `at least ${formatMs(least)} before was promised`
  const warning = eventsOf(history, event, about)[0]
  if (warning === undefined) {
    const evidence = [{ at: moment.at, text: `${moment.text} came unannounced` }] as const
    return { status: 'fail', message: `${event} was never said; ${promised}`, evidence }
  }
  const lead = moment.at - warning.at
  const measured: Measured = {
    label: `warning before ${moment.text}`,
    unit: 'ms',
    reading: {
      value: lead,
      samples: 1,
      resolution: Math.max(1, moment.at - moment.from),
      at: warning.at,
      note: `by ${warning.source}: ${warning.text}`,
    },
    limit: { relation: 'at-least', value: least },
  }
  const when = lead >= 0 ? `${formatMs(lead)} before` : `${formatMs(-lead)} after`
  const told = `${warning.source} said ${event} ${when} ${moment.text}`
  if (lead >= least) return { status: 'pass', message: told, measured }
  return {
    status: 'fail',
    message: `${told}; ${promised}`,
    evidence: [
      { at: warning.at, text: `${warning.source}: ${warning.text}` },
      { at: moment.at, text: moment.text },
    ],
    measured,
  }
}
