import type { PlannedFault } from '../scenario/plan.ts'
import type {
  BrowserRecord,
  DoubtRecord,
  EventRecord,
  FaultRecord,
  LoadRecord,
  PhaseRecord,
  ReadRecord,
  RequestRecord,
} from './record.ts'

/** What the operation promised, copied from the target so that a history can be judged alone. */
export interface OperationFacts {
  readonly rate: number
  readonly latencyLimitMs: number
  readonly timeoutMs: number
  readonly tiers: readonly string[]
  readonly writes?: { readonly ledger: string; readonly effect: 'add' | 'remove' }
}

/** The first line of every history file. */
export interface HistoryHeader {
  readonly schema: 1
  readonly run: string
  readonly scenario: string
  readonly file: string
  readonly claim: string
  readonly target: string
  readonly seed: number
  readonly without: readonly string[]
  readonly planted: readonly string[]
  /** The run's epoch on both clocks, in milliseconds: wall clock and the harness's monotonic clock. */
  readonly epoch: { readonly wall: number; readonly monotonic: number }
  readonly operations: Readonly<Record<string, OperationFacts>>
  readonly faults: readonly PlannedFault[]
  /** The `expect` list of the scenario, as validated. */
  readonly expect: readonly Expectation[]
  readonly versions: Readonly<Record<string, string>>
}

/** One expectation: the check's name, its options as validated, its line in the file and its words. */
export interface Expectation {
  readonly check: string
  readonly options: Readonly<Record<string, unknown>>
  readonly line?: number
  /** As written: `recovers: cart.add, within: 8s`. */
  readonly asked?: string
}

/** A whole history in memory, each kind in order of time. Everything that is judged comes from here. */
export interface RunHistory {
  readonly header: HistoryHeader
  readonly requests: readonly RequestRecord[]
  readonly phases: readonly PhaseRecord[]
  readonly faults: readonly FaultRecord[]
  /** What is known by its name. */
  readonly events: readonly EventRecord[]
  /** Log lines that nobody described and that sound like trouble, by their wording. */
  readonly complaints: readonly EventRecord[]
  readonly browser: readonly BrowserRecord[]
  readonly reads: readonly ReadRecord[]
  readonly load: readonly LoadRecord[]
  readonly doubts: readonly DoubtRecord[]
}
