import { z } from 'zod'
import { realClock } from '../clock.ts'
import { settleAll } from '../settle-all.ts'
import { duration } from '../units.ts'
import type { Fault } from './fault.ts'
import { linksTo, replicasNamed, undoLimitMs } from './victims.ts'
import { nameTargets } from '../target-names.ts'

const options = z.strictObject({
  grace: duration
    .prefault('10s')
    .describe('Time between SIGTERM and SIGKILL, in whole seconds; parts count as one more.'),
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
    const startAll = (startSignal: AbortSignal) =>
      settleAll(victims.map((victim) => victim.start(startSignal)))
    const since = realClock.wall()
    try {
      await settleAll(victims.map((victim) => victim.stop(Math.ceil(grace / 1000), signal)))
      // Only now: while it drains, a server may still take connections.
      const cut = await environment.wire.cut(links, 'refused', signal)
      return {
        effect: `${nameTargets(replicas)} stopped`,
        since,
        touched: () => cut.touched(),
        async heal(healSignal) {
          await startAll(healSignal)
          await environment.wire.untilAccepting(links, healSignal)
          await cut.undo(healSignal)
        },
      }
    } catch (error) {
      await startAll(AbortSignal.timeout(undoLimitMs)).catch(() => {})
      throw error
    }
  },
}
