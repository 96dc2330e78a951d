import type { Clock } from '../clock.ts'
import type { Fault } from '../faults/fault.ts'
import type { RunRecord } from '../history/record.ts'
import type { ProbeBrowser } from '../probes/browser.ts'
import type { Environment } from '../runtime/environment.ts'
import type { Plan } from '../scenario/plan.ts'
import type { Target } from '../target/target.ts'

/** Everything one run of one scenario needs. */
export interface Job {
  readonly run: string
  readonly plan: Plan
  readonly target: Target
  readonly environment: Environment
  readonly faults: Readonly<Record<string, Fault>>
  readonly clock: Clock
  /** Absent when no journey is planned. */
  readonly browser?: ProbeBrowser
  /** The folder of this scenario's outputs; it exists and is empty. */
  readonly folder: string
  /** Absolute path of the target's k6 module. */
  readonly loadScript: string
  readonly k6Image: string
  readonly versions: Readonly<Record<string, string>>
  /** Aborted by Ctrl-C. Healing does not listen to it. */
  readonly signal: AbortSignal
  /** Told every record as it is written. */
  readonly onRecord: (record: RunRecord) => void
}
