import { z } from 'zod'
import type { CutLook, WireChange } from '../runtime/environment.ts'
import { settleAll } from '../settle-all.ts'
import type { Fault } from './fault.ts'
import { linksTo, replicasNamed, undoLimitMs } from './victims.ts'
import { nameTargets } from '../target-names.ts'

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
  stopsProcess: true,
  async inject({ environment, replicas }, { as }, signal) {
    const victims = replicasNamed(environment, replicas)
    const links = linksTo(environment, replicas)
    const changes: { hosts?: WireChange; links?: WireChange } = {}
    const killAll = () => settleAll(victims.map((victim) => victim.kill(signal)))
    const cutLinks = async (look: CutLook): Promise<number> => {
      changes.links = await environment.wire.cut(links, look, signal)
      return changes.links.since
    }
    const silenceHosts = async (): Promise<number> => {
      changes.hosts = await environment.wire.silence(replicas, signal)
      return changes.hosts.since
    }
    const heal = async (healSignal: AbortSignal): Promise<void> => {
      await settleAll(victims.map((victim) => victim.start(healSignal)))
      await changes.hosts?.undo(healSignal)
      // The ports stay as they are until the process listens, as they would without the wire.
      await environment.wire.untilAccepting(links, healSignal)
      await changes.links?.undo(healSignal)
    }
    try {
      const stamps = await begin()
      return {
        effect: `${nameTargets(replicas)} killed (${as.replace('-', ' ')})`,
        since: Math.min(...stamps),
        touched: () => touchedBy([changes.hosts, changes.links]),
        heal,
      }
    } catch (error) {
      const undoSignal = AbortSignal.timeout(undoLimitMs)
      await Promise.allSettled([
        ...victims.map((victim) => victim.start(undoSignal)),
        changes.hosts?.undo(undoSignal),
        changes.links?.undo(undoSignal),
      ])
      throw error
    }

    async function begin(): Promise<readonly number[]> {
      if (as === 'process-crashed')
        return (await settleAll<number | number[]>([cutLinks('refused'), killAll()])).flat()
      // Silence first: a lost host does not close its connections.
      const since = await settleAll([cutLinks('silence'), silenceHosts()])
      await killAll()
      return since
    }
  },
}

/** How many packets met the rules; 0 for rules that were never made. */
async function touchedBy(changes: readonly (WireChange | undefined)[]): Promise<number> {
  const counts = await Promise.all(changes.map(async (change) => change?.touched() ?? 0))
  return counts.reduce((sum, count) => sum + count, 0)
}
