import { reasonOf } from '../errors.ts'
import { withDeadline } from '../runtime/deadline.ts'
import type { Injection } from '../faults/fault.ts'
import type { FaultRecord } from '../history/record.ts'
import type { PlannedFault } from '../scenario/plan.ts'
import type { Recorder } from './recorder.ts'

/** Healing has its own time, whatever became of the run. */
const usualLimitMs = 30_000

/** The faults that are in force, and the way back from each. */
export interface Heals {
  add(planned: PlannedFault, target: readonly string[], injection: Injection): void
  /** Heals one fault, by its id in the plan, if it is still in force, and stamps it. Never throws: a failed heal is a doubt. */
  heal(id: number): Promise<void>
  /** Heals whatever is left, newest first. */
  healAll(): Promise<void>
}

export function createHeals(recorder: Recorder, limitMs = usualLimitMs): Heals {
  const inForce = new Map<number, () => Promise<void>>()
  const heal = async (id: number): Promise<void> => {
    const work = inForce.get(id)
    inForce.delete(id)
    await work?.()
  }
  return {
    add(planned, target, injection) {
      inForce.set(planned.id, () => healOne(recorder, planned, target, injection, limitMs))
    },
    heal,
    async healAll() {
      for (const id of [...inForce.keys()].toReversed()) await heal(id)
    },
  }
}

async function healOne(
  recorder: Recorder,
  planned: PlannedFault,
  target: readonly string[],
  injection: Injection,
  limitMs: number,
): Promise<void> {
  const stamp = (stage: FaultRecord['stage'], more: Partial<FaultRecord> = {}): void =>
    recorder.record({
      ...{ kind: 'fault', id: planned.id, fault: planned.fault, target, stage, at: recorder.now() },
      ...more,
    })
  // How much the fault met must be asked before its rules are gone.
  const touched = await bounded('counting what it met', limitMs, async () =>
    injection.touched?.(),
  ).catch(() => undefined)
  stamp('heal-requested', touched === undefined ? {} : { touched })
  if (injection.isForGood === true) return
  try {
    await bounded('healing', limitMs, (signal) => injection.heal(signal))
    stamp('heal-acknowledged')
    stamp('heal-effective')
  } catch (error) {
    stamp('failed', { note: `healing: ${reasonOf(error)}` })
    recorder.doubt(
      'heal',
      `${planned.fault} on ${target.join(', ')} was not seen to heal as it should: ${reasonOf(error)}`,
    )
  }
}

/** Neither healing nor counting may hang the run, and neither listens to Ctrl-C. */
function bounded<T>(
  what: string,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withDeadline(what, limitMs, new AbortController().signal, work)
}
