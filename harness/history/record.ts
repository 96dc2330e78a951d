/**
 * The records of a history. All times are milliseconds since the run's epoch, on one clock:
 * the harness stamps with its monotonic clock; stamps of k6 and Docker (wall clock of the same
 * machine) are converted by the one (wall, monotonic) pair in the header.
 */
export type RunRecord =
  | RequestRecord
  | PhaseRecord
  | FaultRecord
  | EventRecord
  | BrowserRecord
  | ReadRecord
  | LoadRecord
  | DoubtRecord

export type Outcome = 'ok' | 'degraded' | 'fail' | 'unknown'

/** One request of one operation, as the user felt it. Latency is `end - intended`. */
export interface RequestRecord {
  readonly kind: 'request'
  readonly op: string
  readonly seq: number
  readonly intended: number
  readonly start: number
  readonly end: number
  readonly outcome: Outcome
  /** HTTP status, 0 when there was no answer. */
  readonly status: number
  /** k6's error code (1050 timeout, 1212 refused, 1220 reset …) or the target's own word. */
  readonly error?: string
  readonly tier?: string
  /** What was written; present for operations that write. */
  readonly token?: string
}

export const phases = [
  'start',
  'warm-up',
  'baseline',
  'fault',
  'observe',
  'settle',
  'final-reads',
  'end',
] as const
export type PhaseName = (typeof phases)[number]

/** The run entered a phase. `fault` begins when the first fault is requested. */
export interface PhaseRecord {
  readonly kind: 'phase'
  readonly phase: PhaseName
  readonly at: number
}

export type FaultStage =
  | 'requested'
  | 'acknowledged'
  | 'effective'
  | 'heal-requested'
  | 'heal-acknowledged'
  | 'heal-effective'
  | 'failed'

/** One stamp in the life of one planned fault. `id` is its index in the plan. */
export interface FaultRecord {
  readonly kind: 'fault'
  readonly id: number
  readonly fault: string
  /** Resolved: replica or link names, never roles. */
  readonly target: readonly string[]
  readonly stage: FaultStage
  readonly at: number
  /** What changed, in words; or why it failed. */
  readonly note?: string
  /** On `heal-requested`: how many packets, connections or requests the fault met. */
  readonly touched?: number
}

/** Something the system or the engine did: a Docker event or a recognised log line. */
export interface EventRecord {
  readonly kind: 'event'
  readonly at: number
  readonly source: string
  readonly name: string
  readonly text: string
  readonly detects?: boolean
  /** A line that sounds like trouble and that nobody described: how many such lines since the last one told. */
  readonly complaints?: number
}

export type Moment = 'baseline' | 'fault' | 'after'

/** One pass of a browser journey. */
export interface BrowserRecord {
  readonly kind: 'browser'
  readonly journey: string
  readonly moment: Moment
  readonly start: number
  readonly end: number
  readonly ok: boolean
  readonly steps: readonly { readonly name: string; readonly ok: boolean; readonly ms: number }[]
  readonly error?: string
  /** Relative to the run's folder. */
  readonly screenshot?: string
}

/**
 * What a ledger finally said. Only the last round counts; `settled` says that it had stopped changing.
 * Round 0 is a look on the way there, without tokens, for what is still `pending`.
 */
export interface ReadRecord {
  readonly kind: 'read'
  readonly at: number
  readonly ledger: string
  readonly round: number
  readonly settled: boolean
  readonly tokens: Readonly<Record<string, number>>
  readonly totals?: Readonly<Record<string, number>>
}

/** What the load generator says about itself, per operation, at its end. */
export interface LoadRecord {
  readonly kind: 'load'
  readonly at: number
  readonly op: string
  /** Requests per second intended. */
  readonly rate: number
  readonly started: number
  readonly dropped: number
}

/** A reason to doubt the run, found while it went on. Makes the verdict INCONCLUSIVE when `fatal`. */
export interface DoubtRecord {
  readonly kind: 'doubt'
  readonly at: number
  readonly about:
    | ('load' | 'heal' | 'injection' | 'environment' | 'reads' | 'interrupted')
    /** The machine's clock was set; others had much of its processors. */
    | ('clock' | 'machine')
  readonly fatal: boolean
  readonly text: string
}
