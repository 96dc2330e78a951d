import { z } from 'zod'
import type { Check } from './check.ts'

const options = z.strictObject({
  'no-corruption-served': z
    .union([z.literal(true), z.string()])
    .nullable()
    .optional()
    .describe('The operation, or a pattern such as `cart.*`. Default: all under load.'),
  errors: z
    .array(z.string())
    .min(1)
    .default(['corrupt', 'wrong-content'])
    .describe('The errors by which the load says that an answer was damaged or wrong.'),
  'detected-by': z
    .string()
    .optional()
    .describe('The log event by which the target says that it met the damage; else nobody did.'),
})
type Options = z.output<typeof options>

/** Damaged data may be refused, repaired or missed, but never handed to a user as good. */
export const noCorruptionServed: Check<Options> = {
  name: 'no-corruption-served',
  summary: 'No answer was damaged or wrong, whatever happened to the data.',
  when: 'asked',
  options,
  subject: 'operations',
  names: { 'detected-by': 'event' },
  judge: () => ({ status: 'unknown', because: 'this check does not judge yet' }),
}
