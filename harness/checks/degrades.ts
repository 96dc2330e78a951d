import { z } from 'zod'
import { parts } from '../measures/served-share.ts'
import { duration, share } from '../units.ts'
import type { Check } from './check.ts'

const options = z.strictObject({
  degrades: z.string().describe('The operation, or a pattern such as `guide.*`.'),
  to: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('The tiers that answers may fall to. Default: all that the operation declares.'),
  'at-least-tier': z
    .string()
    .optional()
    .describe('No answer may fall below this tier, in the order in which they are declared.'),
  during: z
    .enum(parts)
    .default('fault')
    .describe('While the fault lasts, after it was healed, or both.'),
  'at-most-failed': share
    .prefault('0%')
    .describe('The share of requests that may go without an acceptable answer in time.'),
  within: duration
    .optional()
    .describe('How long after the last heal full answers are back. Default: not judged.'),
})
type Options = z.output<typeof options>

/** While hurt, users get full answers or those of a declared lower tier, and never a wrong one. */
export const degrades: Check<Options> = {
  name: 'degrades',
  summary: 'While hurt, answers fall to declared lower tiers and no further, and are never wrong.',
  when: 'asked',
  options,
  subject: 'operations',
  names: { to: 'tier', 'at-least-tier': 'tier' },
  judge: () => ({ status: 'unknown', because: 'this check does not judge yet' }),
}
