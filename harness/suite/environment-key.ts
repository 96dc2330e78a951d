import { runningServices } from '../runtime/running-services.ts'
import type { Switches } from '../scenario/switches.ts'
import type { Target } from '../target/target.ts'

/** What makes two environments of a target differ: what is switched, and which services run. */
export interface Setting extends Switches {
  /** Only these, and what they need. Absent: all. */
  readonly services?: readonly string[]
}

/** The same for settings that one environment can serve. */
export function environmentKey(
  target: Target,
  { without = [], plant = [], services }: Setting,
): string {
  return JSON.stringify([
    without.toSorted(),
    plant.toSorted(),
    runningServices(target, services).toSorted(),
  ])
}
