import { z } from 'zod'
import { duration } from '../units.ts'
import type { Check } from './check.ts'

const options = z.strictObject({
  warns: z.string().describe('The log event by which the target says what it sees coming.'),
  before: z
    .string()
    .describe('What it is to see coming: an event, `heal`, or a fault other than the first.'),
  'at-least': duration.describe('The shortest time between the warning and what it warns of.'),
  about: z
    .string()
    .optional()
    .describe('What the warning must name, such as the replica that leaks. Default: anything.'),
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
  judge: () => ({ status: 'unknown', because: 'this check does not judge yet' }),
}
