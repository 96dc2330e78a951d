import { z } from 'zod'
import type { WireChange } from '../runtime/environment.ts'
import type { Fault } from './fault.ts'
import { linksTo, replicasNamed } from './victims.ts'

const options = z.strictObject({
  as: z
    .enum(['process-crashed', 'host-lost'])
    .default('process-crashed')
    .describe(
      'process-crashed: its ports refuse. host-lost: nothing comes back, not even the end of open connections.',
    ),
})

/**
 * Ends replicas with SIGKILL. The wire stands between client and server and would show a dead server
 * as "connected, then closed", so the links are made to look like the death that is played.
 */
export const kill: Fault<z.infer<typeof options>> = {
  name: 'kill',
  summary: 'End replicas at once (SIGKILL): a crashed process, or a lost host.',
  hurts: 'replicas',
  options,
  healWord: 'restart',
  async inject({ environment, replicas }, { as }, signal) {
    const victims = replicasNamed(environment, replicas)
    const links = linksTo(environment, replicas)
    const killAll = () => Promise.all(victims.map((victim) => victim.kill(signal)))
    const undos: WireChange[] = []
    const heal = async (healSignal: AbortSignal): Promise<void> => {
      await Promise.all(victims.map((victim) => victim.start(healSignal)))
      // The ports stay closed until the process listens, as they would without the wire.
      await environment.wire.untilAccepting(links, healSignal)
      for (const change of undos) await change.undo(healSignal)
    }
    try {
      let since: number
      if (as === 'host-lost') {
        // Silence first: a lost host does not close its connections.
        const change = await environment.wire.lose(replicas, links, signal)
        undos.push(change)
        since = change.since
        await killAll()
      } else {
        const [change, ends] = await Promise.all([
          environment.wire.cut(links, 'refused', signal).then((cut) => (undos.push(cut), cut)),
          killAll(),
        ])
        since = Math.min(change.since, ...ends)
      }
      return {
        effect: `${replicas.join(', ')} killed (${as.replace('-', ' ')})`,
        since,
        touched: () => touchedBy(undos),
        heal,
      }
    } catch (error) {
      await heal(AbortSignal.timeout(20_000)).catch(() => {})
      throw error
    }
  },
}

async function touchedBy(changes: readonly WireChange[]): Promise<number> {
  const counts = await Promise.all(changes.map((change) => change.touched()))
  return counts.reduce((sum, count) => sum + count, 0)
}
