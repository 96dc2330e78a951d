import { recoveryRule } from './recovery-rule.ts'
import type { SteadyState } from './steady-state.ts'

/** A time during which the users of an operation were not served as before. */
export interface BadStretch {
  /** Intended start of the first request that felt it. */
  readonly from: number
  /** As `from`; the second such request where the first may have been one of the baseline's errors. */
  readonly surelyFrom: number
  /** When it was over; or, when that was not seen, until when it is known to have lasted. */
  readonly to: number
  /** False: observation ended before recovery could be confirmed. */
  readonly over: boolean
  /** At `to` users were served again, confirmed or not. */
  readonly goodAgain: boolean
  /** `to` is off by at most this much, ms. */
  readonly resolution: number
}

/** The requests of one operation after zero, in order of intended start. */
export interface Served {
  readonly times: readonly number[]
  readonly bad: readonly boolean[]
  readonly slow: readonly boolean[]
  readonly end: number
  /** Requests per millisecond. */
  readonly rate: number
  readonly stableMs: number
  readonly steady: SteadyState
}

interface Tolerance {
  readonly bad: number
  readonly margin: number
}

interface Series extends Served {
  /** Index after the last request of the stability window that begins at each request. */
  readonly ends: readonly number[]
  /** How many were bad, or slow, before each index. */
  readonly badBefore: readonly number[]
  readonly slowBefore: readonly number[]
  readonly tolerance: Tolerance
}

function seriesOf(served: Served): Series {
  const { times, stableMs } = served
  let end = 0
  const ends = times.map((time) => {
    while (end < times.length && (times[end] ?? 0) <= time + stableMs) end += 1
    return end
  })
  return {
    ...served,
    ends,
    badBefore: runningCount(served.bad),
    slowBefore: runningCount(served.slow),
    tolerance: margins(served),
  }
}

/** What share of a window may be bad: the baseline's own, and a margin for chance. */
export function margins({ steady, rate, stableMs }: Served): Tolerance {
  // One imagined failure and one success keep a short flawless baseline from claiming that it never fails.
  const cautious = (steady.good + 1) / (steady.requests + 2)
  const spread = Math.sqrt((cautious * (1 - cautious)) / (rate * stableMs))
  const margin = Math.max(recoveryRule.margin, recoveryRule.sigmas * spread)
  return { bad: 1 - steady.ratio + margin, margin }
}

function runningCount(flags: readonly boolean[]): number[] {
  let count = 0
  return [0, ...flags.map((flag) => (count += flag ? 1 : 0))]
}

interface Window {
  /** The window lies wholly under load, so that it can confirm and not only refute. */
  readonly complete: boolean
  readonly arrived: boolean
  /** Bad or slow answers beyond what is allowed, as a share of the window. */
  readonly badExcess: number
  readonly slowExcess: number
}

/** What the stability window that begins at a request says; an incomplete one is as if the rest were good. */
function windowAt(series: Series, index: number): Window {
  const { times, ends, end, stableMs, rate, badBefore, slowBefore, tolerance } = series
  const time = times[index] ?? 0
  const to = ends[index] ?? index
  // Rounding of stamps to a microsecond must not cost a window its completeness.
  const complete = time + stableMs <= end + 0.01
  const planned = rate * stableMs
  const size = complete ? to - index : Math.max(planned, to - index)
  const count = (before: readonly number[]) => (before[to] ?? 0) - (before[index] ?? 0)
  return {
    complete,
    arrived: size >= Math.max(recoveryRule.leastRequests, recoveryRule.arrival * planned) - 1e-6,
    badExcess: count(badBefore) / size - tolerance.bad,
    slowExcess: count(slowBefore) / size - recoveryRule.slowShare,
  }
}

// Shares such as 4 of 100 against 1 − 0.96 differ by rounding only.
const rounding = 1e-9

function refutes({ arrived, badExcess, slowExcess }: Window): boolean {
  return !arrived || badExcess > rounding || slowExcess > rounding
}

/** Applies the recovery rule to what was served. See `recovery-rule.ts`. */
export function badStretches(served: Served): readonly BadStretch[] {
  const series = seriesOf(served)
  const stretches: BadStretch[] = []
  let from = firstOnset(series)
  while (from !== null) {
    const { back, stretch } = stretchFrom(series, from)
    stretches.push(stretch)
    from = back === null ? null : nextOnset(series, back)
  }
  return stretches
}

/** Right after zero a baseline without errors leaves no doubt; else as for any later stretch. */
function firstOnset(series: Series): number | null {
  const { badExcess, slowExcess } = windowAt(series, 0)
  const flawless = series.steady.ratio === 1
  if (flawless && series.bad[0] === true) return 0
  if (flawless && Math.max(badExcess, slowExcess) > rounding) return onsetIn(series, 0)
  return nextOnset(series, 0)
}

/** The first bad stretch from an index on: a window that exceeds the margin twice. */
function nextOnset(series: Series, from: number): number | null {
  const { margin } = series.tolerance
  for (let index = from; index < series.times.length; index += 1) {
    const { badExcess, slowExcess } = windowAt(series, index)
    if (badExcess > margin + rounding || slowExcess > recoveryRule.slowShare + rounding) {
      return onsetIn(series, index)
    }
  }
  return null
}

/** Where in a window the hurt requests began to outnumber what is allowed (Page's cumulative sum). */
function onsetIn(series: Series, start: number): number {
  const { badExcess, slowExcess } = windowAt(series, start)
  const byBad = badExcess >= slowExcess
  const flags = byBad ? series.bad : series.slow
  const allowed = byBad ? series.tolerance.bad : recoveryRule.slowShare
  let sum = 0
  let lowest = 0
  let onset = start
  for (let index = start; index < (series.ends[start] ?? start); index += 1) {
    if (sum < lowest - rounding || index === start) {
      lowest = sum
      onset = index
    }
    sum += (flags[index] === true ? 1 : 0) - allowed
  }
  while (flags[onset] === false) onset += 1
  return onset
}

/** Applies the rule from an onset: the first good request whose window does not refute it. */
function stretchFrom(
  series: Series,
  onset: number,
): { readonly back: number | null; readonly stretch: BadStretch } {
  const from = series.times[onset] ?? 0
  const surelyFrom = series.steady.ratio === 1 ? from : secondHurt(series, onset)
  const period = 1 / series.rate
  for (let index = onset; index < series.times.length; index += 1) {
    if (series.bad[index] === true || series.slow[index] === true) continue
    const window = windowAt(series, index)
    if (refutes(window)) continue
    const to = series.times[index] ?? from
    const resolution = Math.max(period, earlyBy(series, onset, index))
    return {
      back: window.complete ? index : null,
      stretch: { from, surelyFrom, to, over: window.complete, goodAgain: true, resolution },
    }
  }
  const unseen = { over: false, goodAgain: false, resolution: period }
  return { back: null, stretch: { from, surelyFrom, to: series.end, ...unseen } }
}

function secondHurt({ times, bad, slow }: Series, onset: number): number {
  const second = times.findIndex((_, at) => at > onset && (bad[at] === true || slow[at] === true))
  return times[second] ?? times[onset] ?? 0
}

/**
 * How much too early the rule may call the end: what it tolerates in a window may be the tail of the
 * stretch. Where only a part of the requests fails, that tail is longer by as much.
 */
function earlyBy(series: Series, onset: number, back: number): number {
  const { stableMs, rate, tolerance } = series
  const first = Math.max(onset, back - Math.ceil(rate * stableMs))
  const count = (before: readonly number[]) => (before[back] ?? 0) - (before[first] ?? 0)
  const bad = count(series.badBefore)
  const slow = count(series.slowBefore)
  const share = Math.max(bad, slow) / Math.max(1, back - first)
  const allowed = bad >= slow ? tolerance.bad : recoveryRule.slowShare
  const tail = allowed * stableMs + (share < 1 ? 1 / rate : 0)
  return share === 0 ? tail : tail / share
}
