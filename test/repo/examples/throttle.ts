import { z } from 'zod'
import type { Fault } from '../../../harness/faults/fault.ts'
import { linksNamed } from '../../../harness/faults/victims.ts'

const options = z.strictObject({
  rate: z.number().int().positive().describe('KiB per second that still reach the client.'),
})

/** Narrows links: nothing is lost, but everything large takes its time. */
export const throttle: Fault<z.infer<typeof options>> = {
  name: 'throttle',
  summary: 'Let only so many bytes per second pass on links.',
  hurts: 'links',
  options,
  async inject({ environment, links }, { rate }, signal) {
    const toxic = { type: 'bandwidth', attributes: { rate } }
    const change = await environment.wire.toxic(linksNamed(environment, links), toxic, signal)
    return {
      effect: `${links.join(', ')} narrowed to ${rate} KiB/s`,
      since: change.since,
      touched: () => change.touched(),
      heal: (healSignal) => change.undo(healSignal),
    }
  },
}
