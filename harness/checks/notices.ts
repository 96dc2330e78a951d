import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { windowsOf } from '../history/windows.ts'
import { duration, formatMs } from '../units.ts'
import { isBlank } from './blank.ts'
import type { Check, Evidence, Judgement, Measured } from './check.ts'
import { eventsOf, falseAlarms, isCalm, momentOf } from './moments.ts'

const options = z.strictObject({
  notices: z.string().describe('The log event by which the target says that it noticed.'),
  within: duration.describe('The longest time from what it is to notice until it says so.'),
  after: z
    .string()
    .optional()
    .describe(
      'What it is to notice: a fault or what it hurts, `heal`, an event. Default: the first fault.',
    ),
  about: z
    .string()
    .optional()
    .describe('What the event must name, such as the replica that was hurt. Default: anything.'),
})
type Options = z.output<typeof options>

/** A target that notices what happened to it says so, soon, and not before. In a control it says nothing. */
export const notices: Check<Options> = {
  name: 'notices',
  summary: 'The target itself says within a time that it noticed what happened to it.',
  when: 'asked',
  options,
  subject: 'event',
  names: { after: 'moment' },
  judge(history, asked) {
    if (isBlank(history)) return { status: 'unknown', because: 'nothing was recorded' }
    const alarms = falseAlarms(history, eventsOf(history, asked.notices, asked.about))
    if (isCalm(history)) return judgeCalm(asked.notices, alarms)
    return alarms.length === 0
      ? judgeNotice(history, asked)
      : {
          status: 'unknown',
          because: `${asked.notices} was said ${alarms.length} times before anything was hurt: ${alarms[0]?.text}`,
          next: 'Find out what it is about, or say with `about` what the event must name.',
        }
  },
}

/** Nothing happened: whoever says so all the same raises a false alarm. */
export function judgeCalm(
  event: string,
  alarms: readonly { readonly at: number; readonly source: string; readonly text: string }[],
): Judgement {
  const [first, ...others] = alarms.map(({ at, source, text }): Evidence => ({
    at,
    text: `${source}: ${text}`,
  }))
  return first === undefined
    ? { status: 'pass', message: `nothing was hurt, and nobody said ${event}` }
    : {
        status: 'fail',
        message: `${event} was said ${alarms.length} times, and nothing was hurt`,
        evidence: [first, ...others],
      }
}

function judgeNotice(history: RunHistory, { notices: event, ...asked }: Options): Judgement {
  const moment = momentOf(history, asked.after)
  if ('because' in moment) return { status: 'unknown', because: moment.because }
  const { from, at, text } = moment
  // What it says of an event is not that event, when both have one name.
  const isLater = (time: number): boolean => (asked.after === event ? time > at : time >= from)
  const said = eventsOf(history, event, asked.about).find((each) => isLater(each.at))
  const after = `after ${text}`
  const limit = { relation: 'at-most', value: asked.within } as const
  const label = `time to notice: ${event}`
  if (said === undefined) {
    const until = Math.max(
      windowsOf(history).loadEnd,
      ...history.phases.filter(({ phase }) => phase === 'end').map((phase) => phase.at),
    )
    if (until - at < asked.within) {
      const because = `${event} was not said, but it was listened for only ${formatMs(until - at)} ${after}`
      return { status: 'unknown', because, next: 'Observe for longer.' }
    }
    const reading = { value: until - at, samples: 1, censored: true, at: until, note: 'never' }
    return {
      status: 'fail',
      message: `${event} was never said ${after}; within ${formatMs(asked.within)} was promised`,
      evidence: [{ at: at + asked.within, text: `the promised time is over: no ${event}` }],
      measured: { label, unit: 'ms', reading, limit },
    }
  }
  const took = Math.max(0, said.at - at)
  const measured: Measured = {
    label,
    unit: 'ms',
    reading: {
      value: took,
      samples: 1,
      resolution: Math.max(1, at - from),
      at: said.at,
      note: `by ${said.source}: ${said.text}`,
    },
    limit,
  }
  const told = `${said.source} said ${event} ${formatMs(took)} ${after}`
  if (took <= asked.within) return { status: 'pass', message: told, measured }
  return {
    status: 'fail',
    message: `${told}; within ${formatMs(asked.within)} was promised`,
    evidence: [{ at: said.at, text: `${said.source}: ${said.text}` }],
    measured,
  }
}
