import type { ReportData } from '../../reports/report-data.ts'
import type { RunRecord } from '../history/record.ts'
import type { Plan } from '../scenario/plan.ts'

/** What happens while a suite runs, for live reporters. */
export type SuiteEvent =
  | {
      readonly type: 'suite-begin'
      readonly run: string
      readonly seed: number
      readonly folder: string
      readonly plans: readonly Plan[]
    }
  | {
      readonly type: 'environment'
      readonly text: string
      readonly done: boolean
      readonly ms: number
    }
  | {
      readonly type: 'scenario-begin'
      readonly plan: Plan
      readonly repeat: number
      readonly of: number
    }
  | { readonly type: 'record'; readonly record: RunRecord }
  | { readonly type: 'scenario-end'; readonly report: ReportData['scenarios'][number] }
  | { readonly type: 'message'; readonly text: string }

/** Tells somebody about a run: live, or at the end from one plain value, or both. */
export interface Reporter {
  readonly name: string
  readonly summary: string
  onEvent?(event: SuiteEvent): void
  /** Answers with the path it wrote, if any. */
  onEnd?(report: ReportData, folder: string): Promise<string | undefined>
}
