import { z } from 'zod'
import { duration, writeDuration } from '../units.ts'
import type { Fault } from './fault.ts'
import { linksNamed } from './victims.ts'
import { nameTargets } from '../target-names.ts'

const options = z.strictObject({
  delay: duration.describe('How much later each answer arrives.'),
  jitter: duration
    .prefault('0ms')
    .describe('Uniform spread around the delay; not repeatable by seed.'),
})

/** Slows links. The handshake is not delayed: the first answer pays. */
export const latency: Fault<z.infer<typeof options>> = {
  name: 'latency',
  summary: 'Delay every answer on links.',
  hurts: 'links',
  options,
  async inject({ environment, links }, { delay, jitter }, signal) {
    const attributes = { latency: delay, jitter }
    const toxic = { type: 'latency', attributes }
    const change = await environment.wire.toxic(linksNamed(environment, links), toxic, signal)
    return {
      effect: `answers on ${nameTargets(links)} later by ${writeDuration(delay)}`,
      since: change.since,
      touched: () => change.touched(),
      heal: (healSignal) => change.undo(healSignal),
    }
  },
}
