import { z } from 'zod'
import { count, duration } from '../units.ts'

/*
 * What every scenario has, whatever the target, the faults and the checks are called. The members
 * of `load`, `faults` and `expect` are left open here: each is validated by whoever owns its words.
 */

const words = (what: string) => {
  const message = `write a list of ${what}`
  return z.array(z.string({ error: message }), { error: message })
}
const sentence = (error: string) => z.string({ error }).trim().min(1, { error })
const flag = z.boolean({ error: 'write true or false' })

export const expectFail = z.strictObject({
  because: sentence('say why it is known to break').describe(
    'Why the promise is known to be broken.',
  ),
  checks: words('checks')
    .optional()
    .describe('The checks that may fail; any other failure counts. Default: all.'),
  ticket: z.string().optional().describe('Where the break is tracked.'),
  until: z.iso
    .date({ error: 'write a date such as 2030-01-31' })
    .optional()
    .describe('After this day a failure counts again.'),
})

export const frame = z.strictObject({
  claim: sentence('say in one sentence what is promised').describe(
    'What is promised, in one sentence that anybody understands.',
  ),
  tags: words('tags').default([]).describe('Words to choose scenarios by.'),
  load: z
    .record(z.string(), z.unknown(), { error: 'write a map of operation: rate' })
    .describe('What users do meanwhile: operation and how often it is called.'),
  faults: z
    .array(z.unknown(), { error: 'write a list of faults' })
    .default([])
    .describe('What is hurt, and when. No fault: everything must simply work.'),
  services: words('services')
    .min(1, { error: 'name at least one service, or leave it out for all' })
    .optional()
    .describe('Start only these services, the way in, and what they need. Default: all.'),
  'warm-up': duration
    .prefault('3s')
    .describe('Load that is not judged, before the baseline. Default 3s.'),
  baseline: duration
    .prefault('15s')
    .describe('How long the steady state is proved before the first fault. Default 15s.'),
  observe: duration
    .prefault('30s')
    .describe('How long the load goes on after the last fault was healed. Default 30s.'),
  expect: z
    .array(z.unknown(), { error: 'write a list of expectations' })
    .default([])
    .describe('What must hold. Each entry is `check` or `{ check: subject, option: … }`.'),
  journeys: words('journeys')
    .default([])
    .describe('Played in the browser before, during and after.'),
  without: words('mechanisms')
    .default([])
    .describe('Mechanisms of the target that are switched off.'),
  plant: words('weaknesses').default([]).describe('Weaknesses that are planted in the target.'),
  fresh: flag
    .default(false)
    .describe('Start an environment of its own instead of resetting a warm one.'),
  repeat: count
    .min(1, { error: 'write a whole number, 1 or more' })
    .default(1)
    .describe('How often it is run.'),
  requires: words('capabilities')
    .default([])
    .describe('What the machine must have, such as netem.'),
  'expect-fail': expectFail
    .optional()
    .describe('The promise is known to be broken: failing is expected, holding is news.'),
})

/** Keys that are worked in before the frame is validated. */
export const earlyKeys = {
  include: words('files').describe('Files laid under this one: maps are merged, lists are joined.'),
  with: z
    .record(z.string(), z.unknown())
    .describe('Parameters: `with: { delay: [100ms, 1s] }` makes one plan per value of ${delay}.'),
} as const

/** What could be read of a frame: a key that is wrong is absent. */
export type Frame = z.output<ReturnType<typeof frame.partial>>
