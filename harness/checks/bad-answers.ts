import type { RequestRecord } from '../history/record.ts'
import { formatMs } from '../units.ts'
import type { Evidence } from './check.ts'

/** How many kinds of bad answers are told apart before the rest is left to the report. */
const kindsShown = 4

/** Says of bad answers what they were, how many, and when: one line for each kind, the most frequent first. */
export function describeBad(bad: readonly RequestRecord[], zero: number): readonly Evidence[] {
  const kinds = Map.groupBy(bad, kindOf)
  return [...kinds.entries()]
    .toSorted((a, b) => b[1].length - a[1].length)
    .slice(0, kindsShown)
    .map(([kind, requests]) => {
      // One after the other: a long run has more of them than a function takes arguments.
      const first = requests.reduce((least, { intended }) => Math.min(least, intended), Infinity)
      const last = requests.reduce((most, { intended }) => Math.max(most, intended), -Infinity)
      const span = `from ${formatMs(first - zero)} to ${formatMs(last - zero)}`
      return { at: first, text: `${requests.length} × ${kind} ${span} after zero` }
    })
}

function kindOf({ op, outcome, error, status, tier }: RequestRecord): string {
  if (outcome === 'ok') return `${op} later than its limit`
  if (outcome === 'degraded') return `${op} degraded${tier === undefined ? '' : ` to ${tier}`}`
  const how = error ?? (status === 0 ? 'no answer' : `status ${status}`)
  return `${op} ${outcome === 'unknown' ? 'without a known outcome' : 'failed'} (${how})`
}
