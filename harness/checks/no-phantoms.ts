import { z } from 'zod'
import type { Check } from './check.ts'

const options = z.strictObject({
  'no-phantoms': z
    .union([z.literal(true), z.string()])
    .nullable()
    .optional()
    .describe('The ledger. Default: every ledger that an operation under load adds to.'),
})
type Options = z.output<typeof options>

/** The final data hold nothing that nobody asked for, and nothing whose asker was told a clear no. */
export const noPhantoms: Check<Options> = {
  name: 'no-phantoms',
  summary: 'Nothing is in the final data that nobody asked for or that was clearly refused.',
  when: 'asked',
  options,
  subject: 'ledger',
  judge: () => ({ status: 'unknown', because: 'this check does not judge yet' }),
}
