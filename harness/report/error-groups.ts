import type { ErrorGroup } from '../../reports/report-data.ts'
import type { RequestRecord } from '../history/record.ts'
import { meaningOf } from './error-meanings.ts'

/** Failed and unanswered requests by operation and meaning, the most frequent first. Times relative to zero. */
export function errorGroups(requests: readonly RequestRecord[], zero: number): ErrorGroup[] {
  const bad = requests.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
  const groups = Map.groupBy(bad, ({ op, error, status }) =>
    JSON.stringify([op, error ?? String(status), status]),
  )
  return [...groups.values()]
    .flatMap((group): ErrorGroup[] => {
      const [one] = group
      if (one === undefined) return []
      const error = one.error ?? String(one.status)
      const times = group.map(({ intended }) => intended - zero)
      return [
        {
          op: one.op,
          error,
          meaning: meaningOf(error, one.status),
          count: group.length,
          first: times.reduce((a, b) => Math.min(a, b)),
          last: times.reduce((a, b) => Math.max(a, b)),
        },
      ]
    })
    .toSorted((a, b) => b.count - a.count || a.first - b.first)
}
