import type { MeasureReport } from '../../reports/report-data.ts'
import type { Judgement } from '../checks/check.ts'
import type { Verdict } from '../checks/verdict.ts'
import type { RunHistory } from '../history/history.ts'

/** One check's answer, with what a reader must know about the check. */
export interface JudgedCheck {
  readonly check: string
  readonly summary: string
  /** As written in the scenario; absent for checks that judge every run. */
  readonly asked?: string
  readonly options: Readonly<Record<string, unknown>>
  readonly line?: number
  readonly judgement: Judgement
}

/** Everything a scenario's part of the report is made from. Times are milliseconds since the run's epoch. */
export interface ScenarioFacts {
  readonly history: RunHistory
  readonly verdict: Verdict
  readonly judgements: readonly JudgedCheck[]
  /** Readings as the measures gave them: `at` since the run's epoch. */
  readonly measures: readonly MeasureReport[]
  /** When an operation was back for users, by the recovery rule; null when it was not. */
  readonly recoveredAt: (op: string) => number | null
  readonly tags: readonly string[]
  readonly repeat: { readonly index: number; readonly of: number }
  /** The command that runs only this scenario again. */
  readonly reproduce: string
  /** Of the history file, relative to the run's folder. */
  readonly historyPath: string
  readonly durationMs: number
  /** Held against what the scenario expects of itself. */
  readonly note?: string
  /** A small picture of a screenshot as a data URI. */
  readonly thumbnail?: (path: string) => string | undefined
}
