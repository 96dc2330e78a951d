import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { windowsOf } from '../history/windows.ts'
import { isAnswered, isGood, latencyOf, requestsOf } from '../measures/answers.ts'
import { leastRequests } from '../measures/steady-state.ts'
import { median } from '../statistics/quantile.ts'
import { rankSumScore } from '../statistics/rank-sum.ts'
import { wilson } from '../statistics/wilson.ts'
import { formatMs, formatRatio } from '../units.ts'
import type { Check, Judgement } from './check.ts'
import { judgeEach } from './operations.ts'

const options = z.strictObject({})

/** More errors than this are no noise, once their number leaves no doubt. */
const mostErrors = 0.01
/**
 * The median of the last third may differ from that of the first by this factor, by so little, or by this share of
 * what users bear: compared with their limit, so small a change makes no answer bad, and none good again.
 */
const drift = 1.5
const driftMs = 25
const driftShare = 0.1
/**
 * And the ranks of all must say so too, by as much as six against six can. Where users wait for each other there are
 * short waits and long ones, and the median goes from one to the other with a single request.
 */
const leastScore = 2.8

/** Without a steady state before the fault there is nothing to come back to. */
export const steadyBaseline: Check<z.output<typeof options>> = {
  name: 'steady-baseline',
  summary: 'Before the fault the target was steady: enough requests, no errors, no trend.',
  when: 'always',
  options,
  subject: 'none',
  judge: (history) => judgeEach(history, '*', (op) => steadinessOf(history, op)),
}

export function steadinessOf(history: RunHistory, op: string): Judgement {
  const { baseline } = windowsOf(history)
  const facts = history.header.operations[op]
  if (baseline === null || facts === undefined) return unknown('no baseline was recorded')
  const requests = requestsOf(history, op, baseline)
  if (requests.length < leastRequests) {
    return unknown(`${op} had ${requests.length} requests before the fault, not ${leastRequests}`)
  }
  // What was still under way when the fault began may have been hurt by it, and says nothing
  // about the time before: as far as its limit, what takes longer was in trouble already.
  const ended = requests.filter(
    ({ intended, end }) => end <= baseline.to || intended <= baseline.to - facts.latencyLimitMs,
  )
  const bad = ended.filter((request) => !isGood(request, facts, 'lenient')).length
  if (ended.length > 0 && wilson(bad, ended.length).low > mostErrors) {
    return unknown(
      `${formatRatio(bad / ended.length)} of the requests of ${op} failed before the fault`,
    )
  }
  const third = Math.floor(requests.length / 3)
  const [first, last] = [requests.slice(0, third), requests.slice(-third)].map((part) =>
    part.filter((request) => isAnswered(request, facts, 'lenient')).map(latencyOf),
  )
  const trend = trendOf(first ?? [], last ?? [], facts.latencyLimitMs)
  if (trend === null) return unknown(`${op} had no good answer in a third of the baseline`)
  if (trend !== '') return unknown(`the latency of ${op} went ${trend} before the fault`)
  return { status: 'pass', message: `${op}: ${requests.length} requests, ${bad} failed, no trend` }
}

/** From which median to which latencies went; empty when they did not; null when there are none. Milliseconds. */
function trendOf(
  first: readonly number[],
  last: readonly number[],
  latencyLimitMs: number,
): string | null {
  const [from, to] = [median(first), median(last)]
  if (from === null || to === null) return null
  const [low, high] = from < to ? [from, to] : [to, from]
  const unfelt = Math.max(driftMs, latencyLimitMs * driftShare)
  const isTrend =
    high > low * drift &&
    high - low > unfelt &&
    Math.abs(rankSumScore(first, last) ?? 0) >= leastScore
  return isTrend ? `from ${formatMs(from)} to ${formatMs(to)}` : ''
}

function unknown(because: string): Judgement {
  const next = 'Warm up for longer, lengthen the baseline, or find out what disturbs the target.'
  return { status: 'unknown', because, next }
}
