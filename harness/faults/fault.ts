import type { z } from 'zod'
import type { Random } from '../random.ts'
import type { Environment } from '../runtime/environment.ts'

/**
 * A way to hurt the target. Injecting returns the way back. A fault never waits for its own time:
 * the plan says when, `run.ts` does it.
 */
export interface Fault<Options extends Record<string, unknown> = Record<string, unknown>> {
  readonly name: string
  readonly summary: string
  /**
   * What `target` names: nothing, replicas (services, roles), links, or parts, which are either. Without
   * a `target` are those that come in at the entry, and those whose option `action` names an action.
   */
  readonly hurts: 'nothing' | 'replicas' | 'links' | 'parts' | 'entry' | 'action'
  /** The fault's own options in the scenario; times and target are common to all. */
  readonly options: z.ZodType<Options>
  /** The word for the time after which it is healed: `for`, or a fault's own such as `restart`. */
  readonly healWord?: string
  /** True when the replica's process does not run meanwhile: two such faults never overlap on one replica. */
  readonly stopsProcess?: boolean
  /** If it fails half-way it cleans up before it throws. */
  inject(victims: Victims, options: Options, signal: AbortSignal): Promise<Injection>
}

export interface Victims {
  readonly environment: Environment
  /** Resolved replica names; empty for link faults. */
  readonly replicas: readonly string[]
  /** Resolved link names; empty for replica faults. */
  readonly links: readonly string[]
  /** The fault's own stream of the plan's seed. */
  readonly random: Random
}

export interface Injection {
  /** What changed, in words. */
  readonly effect: string
  /** When it was in force, wall-clock milliseconds; by default when `inject` answered. */
  readonly since?: number
  /** Packets, connections or requests that met the fault so far; 0 means nobody felt it. */
  touched?(): Promise<number>
  /** True when there is no way back: then what it met is counted at the end, and nothing is healed. */
  readonly isForGood?: boolean
  /** Safe to call twice. Gets a fresh signal with its own time, never the run's. Throws when not seen to work. */
  heal(signal: AbortSignal): Promise<void>
}
