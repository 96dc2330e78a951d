import { z } from 'zod'
import { duration } from '../units.ts'
import type { Check } from './check.ts'

const options = z.strictObject({
  notices: z.string().describe('The log event by which the target says that it noticed.'),
  within: duration.describe('The longest time from what it is to notice until it says so.'),
  after: z
    .string()
    .optional()
    .describe('What it is to notice: a fault, `heal`, or an event. Default: the first fault.'),
  about: z
    .string()
    .optional()
    .describe('What the event must name, such as the replica that was hurt. Default: anything.'),
})
type Options = z.output<typeof options>

/** A target that notices what happened to it says so, soon, and not before. */
export const notices: Check<Options> = {
  name: 'notices',
  summary: 'The target itself says within a time that it noticed what happened to it.',
  when: 'asked',
  options,
  subject: 'event',
  names: { after: 'moment' },
  judge: () => ({ status: 'unknown', because: 'this check does not judge yet' }),
}
