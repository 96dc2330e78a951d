import { z } from 'zod'
import type { CutLook, Environment, WireChange } from '../runtime/environment.ts'
import { settleAll } from '../settle-all.ts'
import type { Fault, Injection } from './fault.ts'
import { killProcesses } from './processes.ts'
import { linksTo, replicasNamed, undoLimitMs } from './victims.ts'
import { nameTargets } from '../target-names.ts'

const options = z
  .strictObject({
    as: z
      .enum(['process-crashed', 'host-lost'])
      .default('process-crashed')
      .describe(
        'process-crashed: its ports refuse. host-lost: nothing comes back, not even the end of open connections.',
      ),
    process: z
      .string()
      .min(1)
      .optional()
      .describe(
        'A regular expression for the command lines of the processes to kill, instead of the whole replica; the first process of the container stays, so that it can start them again.',
      ),
  })
  .refine(({ as, process }) => process === undefined || as === 'process-crashed', {
    error: 'a lost host takes all its processes: leave out either process or as',
    path: ['as'],
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
  async inject({ environment, replicas }, { as, process }, signal) {
    if (process !== undefined) return killInside(environment, replicas, process, signal)
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

/**
 * Kills processes inside; their container lives on. The wire is left as it is, since it cannot know which of
 * the ports go, nor when they are back: a port without a process shows as "connected, then closed".
 */
async function killInside(
  environment: Environment,
  replicas: readonly string[],
  process: string,
  signal: AbortSignal,
): Promise<Injection> {
  const victims = replicasNamed(environment, replicas)
  const counted = await environment.wire.count(linksTo(environment, replicas), signal)
  const heal = async (healSignal: AbortSignal): Promise<void> => {
    // Only a replica whose first process ended with the others; else it is for the supervisor to act.
    await settleAll(victims.map((victim) => victim.start(healSignal)))
    await counted.undo(healSignal)
  }
  try {
    const killed = await settleAll(victims.map((victim) => killProcesses(victim, process, signal)))
    const count = killed.reduce((sum, each) => sum + each, 0)
    return {
      effect: `${count} ${count === 1 ? 'process' : 'processes'} killed in ${nameTargets(replicas)}`,
      touched: () => counted.touched(),
      heal,
    }
  } catch (error) {
    await heal(AbortSignal.timeout(undoLimitMs)).catch(() => {})
    throw error
  }
}

/** How many packets met the rules; 0 for rules that were never made. */
async function touchedBy(changes: readonly (WireChange | undefined)[]): Promise<number> {
  const counts = await Promise.all(changes.map(async (change) => change?.touched() ?? 0))
  return counts.reduce((sum, count) => sum + count, 0)
}
