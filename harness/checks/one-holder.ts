import { z } from 'zod'
import type { Check } from './check.ts'

const options = z.strictObject({
  'one-holder': z.string().describe('The ledger of what was done under the lock.'),
  challenge: z
    .enum(['stale-write', 'contention'])
    .default('stale-write')
    .describe(
      'What must have happened, or nothing is proved: a write that came too late, or somebody who was turned away.',
    ),
})
type Options = z.output<typeof options>

/**
 * Whoever lost a lock without knowing must not write any more. The ledger's totals say how it went:
 * `acquired` (locks granted), `staleRefused` and `staleAccepted` (writes with an older fencing token than one
 * that was seen before), `overlaps` (optional: writes of one holder amid those of another) and `turnedAway`
 * (for `contention`: those who found the lock taken).
 * Source: M. Kleppmann, "How to do distributed locking", 2016 (fencing tokens).
 */
export const oneHolder: Check<Options> = {
  name: 'one-holder',
  summary: 'Of several holders of a lock only the latest could write.',
  when: 'asked',
  options,
  subject: 'ledger',
  judge: () => ({ status: 'unknown', because: 'this check does not judge yet' }),
}
