import { z } from 'zod'
import type { Check } from './check.ts'

const options = z.strictObject({
  restored: z.string().describe('The ledger that was restored.'),
  point: z
    .string()
    .optional()
    .describe('The ledger whose total `recoveryPoint` says up to when. Default: the same.'),
})
type Options = z.output<typeof options>

/**
 * A restore brings back everything acknowledged before its recovery point, and nothing that nobody asked for.
 * The total `recoveryPoint` is the wall clock in milliseconds; 0 says that nothing was restored.
 */
export const restored: Check<Options> = {
  name: 'restored',
  summary: 'After a restore everything from before its recovery point is there, and nothing else.',
  when: 'asked',
  options,
  subject: 'ledger',
  names: { point: 'ledger' },
  judge: () => ({ status: 'unknown', because: 'this check does not judge yet' }),
}
