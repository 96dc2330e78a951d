import type { RepeatSummary, ScenarioReport } from './report-data.ts'

export type RepeatedMeasure = RepeatSummary['measures'][number]

/** What a reader of repeats looks for first. */
const first = ['time-to-recover', 'availability', 'acknowledged-lost', 'time-to-detect']

/** The measures that are shown at once, in this order, and those that are folded below them. */
export function sortMeasures({ measures }: RepeatSummary): {
  readonly shown: readonly RepeatedMeasure[]
  readonly folded: readonly RepeatedMeasure[]
} {
  const shown = first.flatMap((name) => measures.filter((measure) => measure.name === name))
  const folded = measures.filter(({ name }) => !first.includes(name))
  return shown.length === 0 ? { shown: folded, folded: [] } : { shown, folded }
}

/** The strictest moment by which the operation had to be back in these runs, as a time from the fault. */
export function limitOf(
  { name, op }: RepeatedMeasure,
  runs: readonly ScenarioReport[],
): number | undefined {
  if (name !== 'time-to-recover') return undefined
  const limits = runs
    .flatMap(({ timeline }) => timeline.operations)
    .flatMap((series) => (series.op === op ? (series.recoveryLimit ?? []) : []))
  return limits.length === 0 ? undefined : Math.min(...limits)
}

/** The time to recover that came nearest to its limit, or went farthest beyond, over all repeats. */
export function slowestRepeated(
  summary: RepeatSummary,
  runs: readonly ScenarioReport[],
): { readonly measure: RepeatedMeasure; readonly median: number; readonly limit: number } | null {
  const timed = summary.measures.flatMap((measure) => {
    const limit = limitOf(measure, runs)
    const { median } = measure
    return limit === undefined || median === null ? [] : [{ measure, median, limit }]
  })
  return timed.toSorted((a, b) => b.median / b.limit - a.median / a.limit)[0] ?? null
}
