import { z } from 'zod'
import { windowsOf } from '../history/windows.ts'
import { isBlank } from './blank.ts'
import type { Check, Measured } from './check.ts'
import { eventsOf, isCalm } from './moments.ts'
import { judgeCalm } from './notices.ts'

const options = z.strictObject({
  'no-false-alarms': z
    .string()
    .describe('The log event by which the target would say what is not so.'),
  heard: z
    .string()
    .describe('The log event that shows that whoever would say so was at work and was heard.'),
  about: z
    .string()
    .optional()
    .describe('What such an event must name, such as a replica that is well. Default: anything.'),
})

/**
 * What the target takes for dead is not dead here, so it never says so: the accuracy of a failure detector (Chandra and Toueg, 1996), as
 * `notices` is its completeness. Silence counts only when what it does say was heard since something was done to it.
 */
export const noFalseAlarms: Check<z.output<typeof options>> = {
  name: 'no-false-alarms',
  summary: 'The target never says that something happened which did not.',
  when: 'asked',
  options,
  subject: 'event',
  names: { heard: 'event' },
  judge(history, { 'no-false-alarms': event, heard, about }) {
    if (isBlank(history)) return { status: 'unknown', because: 'nothing was recorded' }
    const alarms = eventsOf(history, event, about)
    if (isCalm(history)) return judgeCalm(event, alarms)
    const zero = windowsOf(history).disturbances[0]?.requested
    if (zero === undefined) {
      return { status: 'unknown', because: 'no fault was seen to take effect' }
    }
    const measured: Measured = {
      label: `false alarms: ${event}`,
      unit: 'count',
      reading: { value: alarms.length, samples: history.events.length },
      limit: { relation: 'at-most', value: 0 },
    }
    const [first, ...rest] = alarms.map(({ at, source, text }) => ({
      at,
      text: `${source}: ${text}`,
    }))
    if (first !== undefined) {
      const message = `${event} was said ${alarms.length} times, and it was not so`
      return { status: 'fail', message, evidence: [first, ...rest], measured }
    }
    const proof = eventsOf(history, heard).some(({ at }) => at >= zero)
    return proof
      ? { status: 'pass', message: `nobody said ${event}`, measured }
      : {
          status: 'unknown',
          because: `nobody said ${event}, but ${heard} was not heard either`,
          next: 'Let the fault last until it is said.',
        }
  },
}
