import { z } from 'zod'
import type { Fault } from './fault.ts'
import { settleAll } from '../settle-all.ts'
import { linksTo, replicasNamed, undoLimitMs } from './victims.ts'
import { nameTargets } from '../target-names.ts'

/** Freezes replicas. Their connections stay open and the kernel goes on accepting for them. */
export const pause: Fault = {
  name: 'pause',
  summary: 'Freeze replicas: connections stay open, nothing is answered.',
  hurts: 'replicas',
  options: z.strictObject({}),
  stopsProcess: true,
  async inject({ environment, replicas }, _options, signal) {
    const victims = replicasNamed(environment, replicas)
    const counted = await environment.wire.count(linksTo(environment, replicas), signal)
    const heal = async (healSignal: AbortSignal): Promise<void> => {
      await settleAll(victims.map((victim) => victim.unpause(healSignal)))
      const states = await Promise.all(victims.map((victim) => victim.state()))
      if (states.includes('paused')) throw new Error(`${replicas.join(', ')} is still paused`)
      await counted.undo(healSignal)
    }
    try {
      await settleAll(victims.map((victim) => victim.pause(signal)))
    } catch (error) {
      await heal(AbortSignal.timeout(undoLimitMs)).catch(() => {})
      throw error
    }
    return { effect: `${nameTargets(replicas)} frozen`, touched: () => counted.touched(), heal }
  },
}
