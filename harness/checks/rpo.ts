import { z } from 'zod'
import { count, duration } from '../units.ts'
import type { Check } from './check.ts'

const options = z
  .strictObject({
    rpo: z.string().describe('The ledger.'),
    'at-most': duration
      .optional()
      .describe('How long before the damage the oldest lost write may have been acknowledged.'),
    'at-most-count': count.optional().describe('How many acknowledged writes may be lost.'),
    after: duration
      .prefault('0s')
      .describe('How long after the damage what was acknowledged may still be lost.'),
  })
  .refine((asked) => asked['at-most'] !== undefined || asked['at-most-count'] !== undefined, {
    error: 'say how much may be lost: at-most: 5s, at-most-count: 10, or both',
  })
type Options = z.output<typeof options>

/** The recovery point objective: loss is allowed, up to so long before the damage and so many writes. */
export const rpo: Check<Options> = {
  name: 'rpo',
  summary: 'At most so much of what was acknowledged before the damage is lost.',
  when: 'asked',
  options,
  subject: 'ledger',
  judge: () => ({ status: 'unknown', because: 'this check does not judge yet' }),
}
