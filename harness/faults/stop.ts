import { z } from 'zod'
import { duration } from '../units.ts'
import type { Fault } from './fault.ts'
import { linksTo, replicasNamed } from './victims.ts'

const options = z.strictObject({
  grace: duration.prefault('10s').describe('Time between SIGTERM and SIGKILL.'),
})

/** Stops replicas as an operator would: SIGTERM, and SIGKILL only after the grace. */
export const stop: Fault<z.infer<typeof options>> = {
  name: 'stop',
  summary: 'Stop replicas in good order (SIGTERM, then SIGKILL after the grace).',
  hurts: 'replicas',
  options,
  healWord: 'restart',
  stopsProcess: true,
  async inject({ environment, replicas }, { grace }, signal) {
    const victims = replicasNamed(environment, replicas)
    const links = linksTo(environment, replicas)
    const since = performance.timeOrigin + performance.now()
    await Promise.all(victims.map((victim) => victim.stop(grace / 1000, signal)))
    // Only now: while it drains, a server may still take connections.
    const cut = await environment.wire.cut(links, 'refused', signal)
    return {
      effect: `${replicas.join(', ')} stopped`,
      since,
      touched: () => cut.touched(),
      async heal(healSignal) {
        await Promise.all(victims.map((victim) => victim.start(healSignal)))
        await environment.wire.untilAccepting(links, healSignal)
        await cut.undo(healSignal)
      },
    }
  },
}
