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
  readonly expect: readonly import('../history/history.ts').Expectation[]
  readonly journeys: readonly string[]
  readonly without: readonly string[]
  readonly plant: readonly string[]
  readonly fresh: boolean
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
}
