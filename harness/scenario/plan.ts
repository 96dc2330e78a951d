import type { Expectation } from '../history/history.ts'

/** A scenario made concrete: every time, rate and fault, before anything is started. */
export interface Plan {
  readonly scenario: string
  readonly file: string
  readonly claim: string
  readonly seed: number
  readonly load: readonly PlannedLoad[]
  readonly faults: readonly PlannedFault[]
  readonly baselineMs: number
  readonly observeMs: number
  /** How long the load runs in all: warm-up, baseline, faults and observation. Milliseconds. */
  readonly loadMs: number
  readonly warmUpMs: number
  readonly expect: readonly Expectation[]
  readonly journeys: readonly string[]
  /** Those that the load writes to or that an expectation names; only these are read. */
  readonly ledgers: readonly string[]
  /** Only these services are started, and what they need. Absent: all. */
  readonly services?: readonly string[]
  readonly without: readonly string[]
  readonly plant: readonly string[]
  readonly fresh: boolean
  readonly tags: readonly string[]
  /** What this machine must have, such as `netem`; without it the scenario is INCONCLUSIVE. */
  readonly requires: readonly string[]
  /** How often the scenario asks to be run. */
  readonly repeat: number
  /** The values of this plan's parameters, as written. */
  readonly parameters: Readonly<Record<string, string>>
  /** By how much the seed moved all faults, so that they do not keep step with health checks. Milliseconds. */
  readonly jitterMs: number
  /** Present when the promise is known to be broken. */
  readonly expectFail?: ExpectedFailure
}

/** A known break: the run is as expected when it FAILS, and it is news when it does not. */
export interface ExpectedFailure {
  readonly because: string
  /** The checks that may fail; any other failure counts as one. Absent: whatever fails is expected. */
  readonly checks?: readonly string[]
  readonly ticket?: string
  /** ISO date; from the day after on, a failure counts again. */
  readonly until?: string
}

export interface PlannedLoad {
  readonly op: string
  /** Requests per second. */
  readonly rate: number
}

/** One fault with its times relative to the end of the baseline (t = 0). */
export interface PlannedFault {
  readonly id: number
  readonly fault: string
  /** As written: replicas, services, roles or links. Roles are resolved when the time has come. */
  readonly target: readonly string[]
  readonly options: Readonly<Record<string, unknown>>
  readonly atMs: number
  /** When it is healed, relative to the same zero; null for a permanent fault. */
  readonly healMs: number | null
  /**
   * Present when the fault follows an event instead of the clock. Then `atMs` and `healMs` are the
   * latest possible, and it is healed `healMs - atMs` after it was really injected.
   */
  readonly when?: Trigger
  /** The fault's own options as written: `delay: 800ms`. */
  readonly asked?: string
}

/** The first event of this name after t = 0 starts the fault, `afterMs` later. */
export interface Trigger {
  readonly event: string
  readonly afterMs: number
  /** An event later than this after t = 0 comes too late: the run is INCONCLUSIVE. */
  readonly withinMs: number
}
