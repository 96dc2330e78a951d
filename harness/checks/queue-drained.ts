import { z } from 'zod'
import { count, duration } from '../units.ts'
import type { Check } from './check.ts'

const options = z.strictObject({
  'queue-drained': z.string().describe('The ledger of what was delivered.'),
  of: z
    .string()
    .optional()
    .describe('The operations whose acknowledged calls must be delivered. Default: its writers.'),
  within: duration
    .optional()
    .describe('How long after the load ended nothing may be pending any more. Default: at all.'),
  'dead-letters': z
    .string()
    .optional()
    .describe('The ledger of what could not be delivered. Default: only counted, `deadLettered`.'),
  'at-most-dead': count.optional().describe('How many may be dead letters. Default: any number.'),
})
type Options = z.output<typeof options>

/**
 * Deferred work is done in the end: everything acknowledged was delivered once or lies among the dead letters.
 * Tokens of the ledger are deliveries; its totals say `pending`, and where they apply `deadLettered` and `duplicates`.
 */
export const queueDrained: Check<Options> = {
  name: 'queue-drained',
  summary: 'Everything acknowledged was delivered once, or is kept as a dead letter.',
  when: 'asked',
  options,
  subject: 'ledger',
  names: { of: 'operations', 'dead-letters': 'ledger' },
  judge: () => ({ status: 'unknown', because: 'this check does not judge yet' }),
}
