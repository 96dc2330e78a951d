import { max, median, min } from 'simple-statistics'
import type { MeasureReport, RepeatSummary, ScenarioReport } from '../../reports/report-data.ts'

/**
 * The 95 % interval of the median of these values, or null when there are too few. Times are
 * skewed to the right, so that their interval is better computed on logarithms: `isTime` says so.
 */
export type IntervalOf = (
  values: readonly number[],
  isTime: boolean,
) => readonly [number, number] | null

/** One summary per scenario that ran more than once. */
export function summariseRepeats(
  scenarios: readonly ScenarioReport[],
  intervalOf: IntervalOf,
): RepeatSummary[] {
  const groups = [...Map.groupBy(scenarios, ({ id }) => id)]
  return groups.flatMap(([scenario, runs]) => {
    if (runs.length < 2) return []
    const ordered = runs.toSorted((a, b) => a.repeat.index - b.repeat.index)
    return [
      {
        scenario,
        verdicts: ordered.map(({ verdict }) => verdict),
        measures: keysOf(ordered).map((key) => summarise(ordered, key, intervalOf)),
      },
    ]
  })
}

type Key = Pick<MeasureReport, 'name' | 'op' | 'unit'>

function keysOf(runs: readonly ScenarioReport[]): Key[] {
  const all = runs.flatMap(({ measures }) => measures)
  return [...new Map(all.map((measure) => [nameOf(measure), measure])).values()]
}

function nameOf({ name, op }: Key): string {
  return JSON.stringify([name, op ?? null])
}

function summarise(
  runs: readonly ScenarioReport[],
  key: Key,
  intervalOf: IntervalOf,
): RepeatSummary['measures'][number] {
  const readings = runs.map(
    ({ measures }) => measures.find((measure) => nameOf(measure) === nameOf(key))?.reading,
  )
  const known = readings.flatMap((reading) =>
    reading === undefined || reading.value === null ? [] : [reading],
  )
  const values = known.map(({ value }) => value)
  const censored = known.some((reading) => reading.censored === true)
  const resolutions = known.flatMap(({ resolution }) => resolution ?? [])
  return {
    name: key.name,
    ...(key.op === undefined ? {} : { op: key.op }),
    unit: key.unit,
    values: readings.map((reading) => reading?.value ?? null),
    censored: readings.map(
      (reading) => reading !== undefined && reading.value !== null && reading.censored === true,
    ),
    n: values.length,
    median: values.length === 0 ? null : median(values),
    min: values.length === 0 ? null : min(values),
    max: values.length === 0 ? null : max(values),
    // A value that is only known to be larger makes every interval a lie.
    interval: censored ? null : intervalOf(values, key.unit === 'ms' || key.unit === 's'),
    resolution: resolutions.length === 0 ? null : max(resolutions),
  }
}
