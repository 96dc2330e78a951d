import { z } from 'zod'
import { rate, writeRate } from '../units.ts'
import type { Fault } from './fault.ts'

const mostPerSecond = 2000
const options = z.strictObject({
  rate: rate
    .refine((perSecond) => perSecond > 0 && perSecond <= mostPerSecond, {
      error: `write a rate above 0 and up to ${mostPerSecond}/s`,
    })
    .describe('How many requests come on top of the load, such as 300/s.'),
  path: z
    .string()
    .regex(/^\/\S*$/, { error: 'write a path such as /products' })
    .default('/')
    .describe('What they ask for, by GET.'),
})

/**
 * A crowd that comes in the way users do. Its requests are in no number: what is measured is what it does to
 * the load.
 */
export const surge: Fault<z.infer<typeof options>> = {
  name: 'surge',
  summary: 'Let a crowd come on top of the load; only what it does to the load is measured.',
  hurts: 'entry',
  options,
  async inject({ environment }, { rate: perSecond, path }, signal) {
    const change = await environment.wire.crowd({ perSecond, path }, signal)
    return {
      effect: `a crowd asks for ${path} at ${writeRate(perSecond)}`,
      since: change.since,
      touched: () => change.touched(),
      heal: (healSignal) => change.undo(healSignal),
    }
  },
}
