import { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import { endOfLoad, windowsOf } from '../history/windows.ts'
import { requestsOf } from '../measures/answers.ts'
import { formatMs, formatRatio } from '../units.ts'
import type { Check, Judgement } from './check.ts'
import { judgeEach } from './operations.ts'

const options = z.strictObject({})

/** A bin this wide at least, and so wide that it should hold this many requests. */
const binMs = 1000
const binRequests = 20
const leastShare = 0.95
/** No request starts before it was meant to; stamps are exact to a few milliseconds. */
const earlyMs = 50
/** All operations are loaded for the same time. */
const endsApartMs = 1500
/** A late start is part of the latency; beyond this share of the limit it could make good answers bad … */
const mostLagShare = 0.5
/** … and more such starts than this would be seen in an availability. */
const mostLate = 0.02
/** k6 may lose the record of its very last requests when it is held up at its end. */
const mostUnended = 5

/**
 * The load came as planned. A generator that drops or delays requests while the system is slow leaves out
 * exactly the bad ones, and everything looks better than it was.
 */
export const loadWasHonest: Check<z.output<typeof options>> = {
  name: 'load-was-honest',
  summary: 'The load was started as planned: nothing dropped, nothing late.',
  when: 'always',
  options,
  subject: 'none',
  judge: (history) => judgeEach(history, '*', (op) => honestyOf(history, op)),
}

/** The same of one operation; other checks rest on it. */
export function honestyOf(history: RunHistory, op: string): Judgement {
  const said = history.load.filter((record) => record.op === op)
  // The warm-up is there for the generator too: it is never judged, so it need not be honest.
  const from = windowsOf(history).baseline?.from ?? -Infinity
  const requests = requestsOf(history, op).filter(({ intended }) => intended >= from)
  const { rate = 0, latencyLimitMs = 0 } = history.header.operations[op] ?? {}
  if (said.length === 0) return unknown(`the load generator did not say how ${op} went`)
  if (requests.length === 0) return unknown(`no request of ${op} was recorded`)
  const started = said.reduce((sum, record) => sum + record.started, 0)
  const recorded = requestsOf(history, op).length
  if (recorded < started - mostUnended) {
    return unknown(`${started - recorded} of ${started} requests of ${op} left no record`)
  }
  if (endOfLoad(history, op) < endOfLoad(history) - endsApartMs - 1000 / rate) {
    return unknown(`the load of ${op} ended before that of the others`)
  }
  if (requests.some(({ start, end, intended }) => end < start || start < intended - earlyMs)) {
    return unknown(`requests of ${op} have stamps that run backwards: the machine's clock was set`)
  }
  const dropped = said.reduce((sum, record) => sum + record.dropped, 0)
  if (dropped > 0) return unknown(`${dropped} requests of ${op} were dropped`)
  const times = requests.map(({ intended }) => intended)
  const thin = thinnest(times, rate)
  if (thin !== undefined && thin.share < leastShare) {
    return unknown(
      `only ${formatRatio(thin.share)} of the requests of ${op} came in the time from ${formatMs(thin.at)} on`,
    )
  }
  const lateMs = mostLagShare * latencyLimitMs
  const late = requests.filter(({ start, intended }) => start - intended > lateMs).length
  if (late > mostLate * requests.length) {
    return unknown(
      `${late} of ${requests.length} requests of ${op} started more than ${formatMs(lateMs)} late`,
    )
  }
  return { status: 'pass', message: `${op}: ${requests.length} requests as planned` }
}

/** The bin with the fewest requests of those planned. The first and the last are left out: they are cut. */
function thinnest(
  times: readonly number[],
  rate: number,
): { readonly at: number; readonly share: number } | undefined {
  const width = Math.max(binMs, (binRequests * 1000) / rate)
  const first = times[0] ?? 0
  const bins = Math.floor(((times.at(-1) ?? first) - first) / width)
  const counts = Array.from({ length: bins }, () => 0)
  for (const time of times) {
    const bin = Math.floor((time - first) / width)
    if (bin < bins) counts[bin] = (counts[bin] ?? 0) + 1
  }
  const planned = (rate * width) / 1000
  return counts
    .map((count, bin) => ({ at: first + bin * width, share: Math.min(1, count / planned) }))
    .slice(1, -1)
    .toSorted((a, b) => a.share - b.share)[0]
}

function unknown(because: string): Judgement {
  const next = 'Lower the rates, or give the machine less to do besides.'
  return { status: 'unknown', because, next }
}
