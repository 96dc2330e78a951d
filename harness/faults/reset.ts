import { z } from 'zod'
import { duration } from '../units.ts'
import type { Fault } from './fault.ts'
import { linksNamed } from './victims.ts'
import { nameTargets } from '../target-names.ts'

const options = z.strictObject({
  after: duration.prefault('0ms').describe('How long a connection lives once data arrives.'),
})

/** Breaks connections with a TCP reset as soon as data passes; idle ones stay. */
export const reset: Fault<z.infer<typeof options>> = {
  name: 'reset',
  summary: 'Break the connections of links with a TCP reset when data passes.',
  hurts: 'links',
  options,
  async inject({ environment, links }, { after }, signal) {
    const toxic = { type: 'reset_peer', attributes: { timeout: after } }
    const change = await environment.wire.toxic(linksNamed(environment, links), toxic, signal)
    return {
      effect: `connections on ${nameTargets(links)} are reset`,
      since: change.since,
      touched: () => change.touched(),
      heal: (healSignal) => change.undo(healSignal),
    }
  },
}
