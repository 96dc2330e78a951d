/**
 * What every reporter is told about a run: the contents of `report.json`, and the only input of
 * the HTML page. All times of a scenario are milliseconds relative to its zero, the moment the first
 * fault took effect (or the end of the baseline in a run without faults).
 */
export interface ReportData {
  readonly schema: 1
  readonly run: RunFacts
  readonly verdict: Verdict
  readonly counts: Readonly<Record<'passed' | 'failed' | 'inconclusive' | 'notExecuted', number>>
  readonly target: { readonly name: string; readonly summary: string }
  readonly scenarios: readonly ScenarioReport[]
  /** One entry per scenario that ran more than once. */
  readonly repeats: readonly RepeatSummary[]
}

export type Verdict = 'PASSED' | 'FAILED' | 'INCONCLUSIVE'
export type Unit = 'ms' | 'ratio' | 'count' | 'per-second' | 's'

export interface RunFacts {
  readonly id: string
  /** ISO 8601 with zone. */
  readonly startedAt: string
  readonly endedAt: string
  readonly durationMs: number
  readonly seed: number
  /** The command line that repeats this run. */
  readonly command: string
  readonly commit?: string
  readonly interrupted: boolean
  readonly versions: Readonly<Record<string, string>>
  readonly machine: { readonly cores: number; readonly memoryBytes: number; readonly os: string }
}

export interface ScenarioReport {
  /** Path of the scenario file without its ending, below `scenarios/`: stable over runs. */
  readonly id: string
  readonly file: string
  readonly claim: string
  readonly tags: readonly string[]
  readonly verdict: Verdict
  /** 1-based; `of` is 1 when it ran once. */
  readonly repeat: { readonly index: number; readonly of: number }
  readonly seed: number
  readonly without: readonly string[]
  readonly planted: readonly string[]
  /** What the scenario itself expects of its verdict, such as `failed as expected: …`. */
  readonly note?: string
  /** Present when the scenario says that its promise is known to be broken. */
  readonly expectFail?: {
    readonly because: string
    readonly checks?: readonly string[]
    readonly ticket?: string
    readonly until?: string
  }
  /** What was done and what users felt, in one or two generated sentences. */
  readonly happened: string
  /** The first broken promise (or the reason for INCONCLUSIVE), in words; absent when PASSED. */
  readonly headline?: string
  readonly judgements: readonly JudgementReport[]
  readonly measures: readonly MeasureReport[]
  readonly timeline: Timeline
  readonly errors: readonly ErrorGroup[]
  /** Absent in reports of versions that did not look for them. */
  readonly complaints?: readonly ComplaintGroup[]
  /** Operations that declare lower tiers. Absent in reports of versions that did not count them. */
  readonly ladders?: readonly LadderReport[]
  readonly screenshots: readonly Screenshot[]
  readonly doubts: readonly {
    readonly at: number
    readonly about: string
    readonly fatal: boolean
    readonly text: string
  }[]
  /** Definitions and constants that dominate the numbers, as label → text. */
  readonly method: Readonly<Record<string, string>>
  /** The command that runs only this scenario again with the same seed. */
  readonly reproduce: string
  /** Relative to the run's folder. */
  readonly history: string
  readonly durationMs: number
}

export interface JudgementReport {
  readonly check: string
  readonly summary: string
  /** What was asked, as in the scenario: `recovers: cart.add, within: 8s`. */
  readonly asked: string
  readonly status: 'pass' | 'fail' | 'unknown'
  readonly message: string
  readonly evidence: readonly { readonly at?: number; readonly text: string }[]
  /** What to do about an `unknown`. */
  readonly next?: string
  readonly measured?: {
    readonly label: string
    readonly unit: Unit
    readonly reading: ReadingReport
    readonly limit?: { readonly relation: 'at-most' | 'at-least' | 'equal'; readonly value: number }
  }
  /** Line in the scenario file; absent for checks that judge every run. */
  readonly line?: number
}

export type ReadingReport =
  | {
      readonly value: number
      readonly samples: number
      readonly resolution?: number
      readonly low?: number
      readonly high?: number
      readonly censored?: boolean
      readonly at?: number
      readonly note?: string
    }
  | { readonly value: null; readonly because: string }

export interface MeasureReport {
  readonly name: string
  readonly summary: string
  readonly unit: Unit
  readonly better: 'lower' | 'higher' | 'neither'
  /** Absent for measures of the whole run. */
  readonly op?: string
  readonly reading: ReadingReport
}

export interface Timeline {
  /** Wall clock at time 0, ISO 8601, so that other logs can be laid beside this axis. */
  readonly zero?: string
  readonly from: number
  readonly to: number
  readonly phases: readonly { readonly phase: string; readonly from: number; readonly to: number }[]
  readonly faults: readonly FaultBar[]
  readonly events: readonly {
    readonly at: number
    readonly source: string
    readonly name: string
    readonly text: string
    readonly detects: boolean
  }[]
  readonly operations: readonly OperationSeries[]
}

export interface FaultBar {
  readonly fault: string
  readonly target: readonly string[]
  /** The target for a sentence: many names are counted, as in `cart→redis (9 links)`. */
  readonly where: string
  readonly effect: string
  readonly requested: number
  readonly effective: number | null
  /** null for a permanent fault, or one whose healing was not seen. */
  readonly healed: number | null
  readonly touched: number | null
}

/** Requests of one operation in bins of `binMs`, by intended start. */
export interface OperationSeries {
  readonly op: string
  readonly rate: number
  readonly latencyLimitMs: number
  readonly binMs: number
  readonly bins: readonly {
    readonly at: number
    readonly ok: number
    readonly degraded: number
    /** Answered well, but later than the latency limit. */
    readonly slow: number
    readonly fail: number
    readonly unknown: number
    /** Median and 95th percentile of all answers that were not failures, late ones too, ms; null where there was none. */
    readonly p50: number | null
    readonly p95: number | null
  }[]
  /** When the operation was back for users (the recovery rule), or null. */
  readonly recoveredAt: number | null
  /** The latest moment at which it had to be back; absent when nothing was promised about that. */
  readonly recoveryLimit?: number
}

export interface ErrorGroup {
  readonly op: string
  readonly error: string
  readonly meaning: string
  readonly count: number
  readonly first: number
  readonly last: number
}

/**
 * One wording of log lines that sound like trouble and that the target does not describe. Before the fault, while it
 * lasted, and after it; a line that repeats within a second may be counted a little late.
 */
export interface ComplaintGroup {
  readonly service: string
  /** Numbers, ids and quoted names are replaced. */
  readonly text: string
  readonly before: number
  readonly fault: number
  readonly after: number
  readonly first: number
}

/** What the answers of one operation were worth, from `full` down the tiers it declares to `none`. */
export interface LadderReport {
  readonly op: string
  readonly tiers: readonly string[]
  readonly parts: readonly {
    readonly part: 'baseline' | 'fault' | 'after'
    /** How many requests each of `tiers` answered in time. */
    readonly counts: readonly number[]
  }[]
}

export interface Screenshot {
  readonly journey: string
  readonly moment: 'baseline' | 'fault' | 'after'
  readonly ok: boolean
  readonly at: number
  readonly error?: string
  readonly steps: readonly { readonly name: string; readonly ok: boolean; readonly ms: number }[]
  /** Relative to the run's folder. */
  readonly path?: string
  /** A small picture as a data URI, so that the page stays one file. */
  readonly thumbnail?: string
}

/** One measure over the repeats of one scenario. */
export interface RepeatSummary {
  readonly scenario: string
  readonly verdicts: readonly Verdict[]
  readonly measures: readonly {
    readonly name: string
    readonly op?: string
    readonly unit: Unit
    /** In order of the repeats; null where it could not be read. */
    readonly values: readonly (number | null)[]
    readonly censored: readonly boolean[]
    readonly n: number
    readonly median: number | null
    readonly min: number | null
    readonly max: number | null
    /** 95 % interval of the median (log-t for times, n ≥ 3), else null. */
    readonly interval: readonly [number, number] | null
    readonly resolution: number | null
  }[]
}
