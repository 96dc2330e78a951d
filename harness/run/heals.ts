import { reasonOf } from '../errors.ts'
import type { Injection } from '../faults/fault.ts'
import type { FaultRecord } from '../history/record.ts'
import type { PlannedFault } from '../scenario/plan.ts'
import type { Recorder } from './recorder.ts'

/** Healing has its own time, whatever became of the run. */
const healLimitMs = 30_000

/** The faults that are in force, and the way back from each. */
export interface Heals {
  add(planned: PlannedFault, target: readonly string[], injection: Injection): void
  /** Heals one fault if it is still in force, and stamps it. Never throws: a failed heal is a doubt. */
  heal(planned: PlannedFault): Promise<void>
  /** Heals whatever is left, newest first. */
  healAll(): Promise<void>
}

export function createHeals(recorder: Recorder): Heals {
  const inForce = new Map<number, () => Promise<void>>()
  const heal = async ({ id }: PlannedFault): Promise<void> => {
    const work = inForce.get(id)
    inForce.delete(id)
    await work?.()
  }
  return {
    add(planned, target, injection) {
      inForce.set(planned.id, () => healOne(recorder, planned, target, injection))
    },
    heal,
    async healAll() {
      for (const id of [...inForce.keys()].toReversed()) await heal({ id } as PlannedFault)
    },
  }
}

async function healOne(
  recorder: Recorder,
  planned: PlannedFault,
  target: readonly string[],
  injection: Injection,
): Promise<void> {
  const stamp = (stage: FaultRecord['stage'], more: Partial<FaultRecord> = {}): void =>
    recorder.record({
      ...{ kind: 'fault', id: planned.id, fault: planned.fault, target, stage, at: recorder.now() },
      ...more,
    })
  // How much the fault met must be asked before its rules are gone.
  const touched = await injection.touched?.().catch(() => undefined)
  stamp('heal-requested', touched === undefined ? {} : { touched })
  try {
    await injection.heal(AbortSignal.timeout(healLimitMs))
    stamp('heal-acknowledged')
    stamp('heal-effective')
  } catch (error) {
    stamp('failed', { note: `healing: ${reasonOf(error)}` })
    recorder.doubt(
      'heal',
      `${planned.fault} on ${target.join(', ')} was not seen to heal: ${reasonOf(error)}`,
    )
  }
}
