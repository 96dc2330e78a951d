import type { RunHistory } from '../history/history.ts'
import { windowsOf, type Span } from '../history/windows.ts'
import { wilson } from '../statistics/wilson.ts'
import { isGood, requestsOf, type Counting } from './answers.ts'
import type { Reading } from './measure.ts'

/** Which part of a run: while the fault lasted, after it was healed, or both. */
export const parts = ['fault', 'observe', 'all'] as const
export type Part = (typeof parts)[number]

export function partOf(history: RunHistory, part: Part): Span | null {
  return windowsOf(history)[part]
}

/**
 * Good answers ÷ requests meant to start in that part of the run, with Wilson's 95 % interval. A request
 * without a known outcome is none that was served. The baseline is in no part: its length is
 * arbitrary and would dilute the number.
 */
export function servedShare(
  history: RunHistory,
  op: string,
  part: Part,
  counting: Counting,
): Reading {
  const facts = history.header.operations[op]
  if (facts === undefined) return { value: null, because: `${op} was not under load` }
  const span = partOf(history, part)
  if (span === null) return { value: null, because: 'no fault was seen to take effect' }
  const requests = requestsOf(history, op, span)
  if (requests.length === 0) return { value: null, because: `no request of ${op} in that time` }
  const good = requests.filter((request) => isGood(request, facts, counting)).length
  return {
    value: good / requests.length,
    samples: requests.length,
    ...wilson(good, requests.length),
  }
}
