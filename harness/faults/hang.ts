import { z } from 'zod'
import type { Replica } from '../runtime/environment.ts'
import { settleAll } from '../settle-all.ts'
import { nameTargets } from '../target-names.ts'
import type { Fault } from './fault.ts'
import { continueProcesses, isFirstStopped, stopProcesses } from './processes.ts'
import { linksTo, replicasNamed, undoLimitMs } from './victims.ts'

const options = z.strictObject({
  process: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A regular expression for the command lines of the processes that hang; the first process of the container never does. Without it the first one hangs, and no other.',
    ),
})

/**
 * Stops processes (SIGSTOP) while the rest of their container goes on, so that whoever supervises them from
 * inside can notice and do something. `pause` would freeze the supervisor too.
 */
export const hang: Fault<z.infer<typeof options>> = {
  name: 'hang',
  summary: 'Let processes hang (SIGSTOP) while the rest of their replica goes on.',
  hurts: 'replicas',
  options,
  stopsProcess: true,
  async inject({ environment, replicas }, { process }, signal) {
    const victims = replicasNamed(environment, replicas)
    const counted = await environment.wire.count(linksTo(environment, replicas), signal)
    const heal = async (healSignal: AbortSignal): Promise<void> => {
      await settleAll(victims.map((victim) => goOn(victim, process, healSignal)))
      await counted.undo(healSignal)
    }
    try {
      const hit = await settleAll(victims.map((victim) => stop(victim, process, signal)))
      const count = hit.reduce((sum, each) => sum + each, 0)
      return {
        effect: `${nameTargets(replicas)} hangs: ${count} ${count === 1 ? 'process' : 'processes'} stopped`,
        touched: () => counted.touched(),
        heal,
      }
    } catch (error) {
      await heal(AbortSignal.timeout(undoLimitMs)).catch(() => {})
      throw error
    }
  },
}

/** Answers with how many processes were stopped. */
async function stop(
  replica: Replica,
  process: string | undefined,
  signal: AbortSignal,
): Promise<number> {
  if (process !== undefined) return stopProcesses(replica, process, signal)
  // From inside, the first process of a container cannot be stopped.
  await replica.signal('SIGSTOP', signal)
  if (!(await isFirstStopped(replica, signal))) throw new Error(`${replica.name} did not stop`)
  return 1
}

/** Whoever was killed or started again meanwhile does not hang any more. */
async function goOn(
  replica: Replica,
  process: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  if ((await replica.state()) !== 'running') return
  if (process !== undefined) return continueProcesses(replica, process, signal)
  await replica.signal('SIGCONT', signal)
  if (await isFirstStopped(replica, signal)) throw new Error(`${replica.name} still hangs`)
}
