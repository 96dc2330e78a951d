/**
 * How unlikely it is that a heartbeat is merely late.
 *
 * The phi-accrual failure detector: N. Hayashibara, X. Défago, R. Yared, T. Katayama, "The φ Accrual
 * Failure Detector", SRDS 2004. φ(t) = −log₁₀ P(the next heartbeat takes longer than t), where the time
 * between heartbeats is taken to be normal with the mean and deviation of the last ones seen. φ = 8
 * means one false alarm in 10⁸ heartbeats, if that model were true.
 */

/** So many intervals are remembered. */
const remembered = 40
/** Heartbeats are never as regular as a good minute makes them look. Milliseconds. */
const leastDeviationMs = 100
/** A busy machine is no dead one: so much is added to the mean. Milliseconds. */
const graceMs = 400
/** Two heartbeats closer than this were held up together: their distance tells nothing. Milliseconds. */
const burstMs = 50

export class Phi {
  readonly #intervals: number[] = []
  #last: number | undefined
  #skipped = false

  /** @param expectedMs what is believed of the interval until some were seen. */
  constructor(expectedMs: number) {
    this.#intervals.push(expectedMs)
  }

  beat(now: number): void {
    const interval = this.#last === undefined || this.#skipped ? undefined : now - this.#last
    this.#last = now
    this.#skipped = false
    if (interval === undefined || interval < burstMs) return
    this.#intervals.push(Math.min(interval, this.#longest()))
    if (this.#intervals.length > remembered) this.#intervals.shift()
  }

  /** Time in which nobody listened is neither silence nor an interval. Milliseconds, up to `now`. */
  skip(ms: number, now: number): void {
    if (this.#last === undefined) return
    this.#last = Math.min(now, this.#last + ms)
    this.#skipped = true
  }

  /** 0 while nothing was ever heard: who never came is not missed. */
  at(now: number): number {
    if (this.#last === undefined) return 0
    const { mean, deviation } = this.#shape()
    return -Math.log10(laterThan((now - this.#last - mean - graceMs) / deviation))
  }

  /** An outage is no interval: learned from, it would make the next one look normal. */
  #longest(): number {
    const { mean, deviation } = this.#shape()
    return mean + 3 * deviation
  }

  #shape(): { readonly mean: number; readonly deviation: number } {
    const n = this.#intervals.length
    const mean = this.#intervals.reduce((sum, x) => sum + x, 0) / n
    const variance = this.#intervals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n
    return { mean, deviation: Math.max(leastDeviationMs, Math.sqrt(variance)) }
  }
}

/** Above this the exponential of the approximation would be 0; one heartbeat in 10³⁰⁰ is late enough. */
const smallest = 1e-300

/**
 * P(X > z) of the standard normal distribution, by the logistic approximation of S. R. Bowling et al.,
 * "A logistic approximation to the cumulative normal distribution", JIEM 2(1), 2009. Its error is below
 * 0.00014; in the tail it is too small by about a factor of ten at z = 5.6, so φ comes out one higher.
 */
export function laterThan(z: number): number {
  return Math.max(smallest, 1 / (1 + Math.exp(1.5976 * z + 0.070566 * z ** 3)))
}
