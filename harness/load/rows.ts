import type { Outcome, RequestRecord } from '../history/record.ts'
import type { DriverPlan } from './options.ts'

/** What one line of k6's CSV output says to us. Most lines say nothing. */
export type Row =
  | { readonly kind: 'request'; readonly record: RequestRecord }
  | { readonly kind: 'dropped'; readonly op: string }
  | { readonly kind: 'unreadable'; readonly line: string }

const outcomes: readonly Outcome[] = ['ok', 'degraded', 'fail', 'unknown']
const requestStart = 'aftershock_request,'
const droppedStart = 'dropped_iterations,'
const requestForm =
  /^aftershock_request,(\d+),(\d+\.\d+),([\w-]+),.*\banswer=(\d+);(\d+\.\d+);(\d+\.\d+);(\w+);(\d+);([\w.-]*);([\w.-]*);([a-z0-9.-]*)/

/**
 * Reads the lines of one k6 in the order they come.
 *
 * k6 stamps a sample in microseconds of the wall clock, but after the call, and on a busy machine
 * milliseconds after it. The driver's own stamps have no such delay, but count from the start of k6,
 * which k6 does not tell. The least difference between the two seen so far is that start.
 * @param toRunTime from wall-clock milliseconds to milliseconds since the run's epoch
 */
export function rowReader(
  plan: DriverPlan,
  toRunTime: (wallMs: number) => number,
): (line: string) => Row | undefined {
  let k6Start = Number.POSITIVE_INFINITY

  return (line) => {
    if (line.startsWith(droppedStart)) return readDropped(line, plan)
    if (!line.startsWith(requestStart)) return undefined
    const match = requestForm.exec(line)
    const [, stampUs, elapsed, scenario = '', seq, intended, after] = match ?? []
    const [word, status, error, tier, token] = match?.slice(7) ?? []
    const op = plan.scenarios[scenario]?.op
    const outcome = outcomes.find((known) => known === word)
    if (op === undefined || outcome === undefined) return { kind: 'unreadable', line }

    const endAfter = Number(after) + Number(elapsed)
    k6Start = Math.min(k6Start, Number(stampUs) / 1000 - endAfter)
    const record: RequestRecord = {
      kind: 'request',
      op,
      seq: Number(seq),
      intended: toMicrosecond(toRunTime(Number(intended))),
      start: toMicrosecond(toRunTime(k6Start + Number(after))),
      end: toMicrosecond(toRunTime(k6Start + endAfter)),
      outcome,
      status: Number(status),
      ...(error ? { error } : {}),
      ...(tier ? { tier } : {}),
      ...(token ? { token } : {}),
    }
    return { kind: 'request', record }
  }
}

function readDropped(line: string, plan: DriverPlan): Row {
  const driven = plan.scenarios[line.split(',')[3] ?? '']
  return driven === undefined ? { kind: 'unreadable', line } : { kind: 'dropped', op: driven.op }
}

function toMicrosecond(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
