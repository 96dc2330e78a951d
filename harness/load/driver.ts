/*
 * Runs inside k6, never in Node. It calls one operation per iteration and writes down when the call
 * was meant to start, how long it took and how it ended.
 */
import exec from 'k6/execution'
import { Trend } from 'k6/metrics'
import type { Answer, Call } from './call.ts'
import { operations, plan } from './given.ts'
import type { DrivenOperation } from './options.ts'

export const options = plan.options

const requests = new Trend('aftershock_request', true)
const outcomes = new Set<string>(['ok', 'degraded', 'fail', 'unknown'])
const complaintsPerVu = 2
let complaints = 0

for (const { op } of Object.values(plan.scenarios)) {
  if (typeof operations[op] === 'function') continue
  const known = Object.keys(operations).join(', ')
  throw new Error(`the load script has no function for ${op}; it has: ${known}`)
}

/** The one function all k6 scenarios run. */
export function call(): void {
  const driven = plan.scenarios[exec.scenario.name]
  if (driven === undefined) throw new Error(`no operation belongs to ${exec.scenario.name}`)
  // A dropped request gets no number, so after a drop this is early by one period for each. Nothing
  // is concluded from a load that dropped requests.
  const seq = exec.scenario.iterationInTest
  const intended = exec.scenario.startTime + seq * driven.periodMs
  const token = `${driven.stem}${seq}`
  // `Date.now` has whole milliseconds here; this clock is finer, and counts from the start of k6.
  const start = exec.instance.currentTestRunDuration
  const answer = answerOf(driven, {
    url: plan.url,
    op: driven.op,
    seq,
    token,
    timeout: driven.timeout,
    requestId: token,
  })
  const elapsed = exec.instance.currentTestRunDuration - start
  // Values that are new in every request are metadata: as tags k6 would keep a series for each.
  exec.vu.metrics.metadata['answer'] = [
    seq,
    intended.toFixed(3),
    start.toFixed(3),
    answer.outcome,
    answer.status,
    word(answer.error),
    word(answer.tier),
    driven.writes ? token : '',
  ].join(';')
  requests.add(elapsed)
  delete exec.vu.metrics.metadata['answer']
}

/** An operation that throws, or answers what the contract does not know, is a failed request. */
function answerOf(driven: DrivenOperation, call: Call): Answer {
  try {
    const answer = operations[driven.op]?.(call)
    if (answer === undefined || !outcomes.has(answer.outcome)) {
      throw new Error(`answered ${JSON.stringify(answer)}, which has no known outcome`)
    }
    return { ...answer, status: Number.isInteger(answer.status) ? answer.status : 0 }
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    complaints += 1
    if (complaints <= complaintsPerVu) console.error(`script-exception in ${driven.op}: ${reason}`)
    return { outcome: 'fail', status: 0, error: 'script-exception' }
  }
}

/** Keeps the row readable whatever a load script answers: numbers too, where it is not type-checked. */
function word(text: string | number | undefined): string {
  return text === undefined ? '' : String(text).replaceAll(/[^A-Za-z0-9._-]/g, '_')
}
