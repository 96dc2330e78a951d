/** Each call earns a part of a second try: in the long run one call in five may be repeated … */
const earnedPerCall = 0.2
/** … and so many per second beside that, for there may be few calls and all of them break at once. */
const earnedPerSecond = 10
/** What is not spent is kept, but no more than this. */
const mostKept = 100

/**
 * How many second tries there may be. A breaker opens only after failures in a row; a service that answers
 * every other call would be asked almost twice as often as a sound one, just when it has the most to do.
 */
export class RetryBudget {
  readonly #now: () => number
  #kept = mostKept
  #earnedUntil: number

  /** `now`: milliseconds; only differences count. */
  constructor(now: () => number) {
    this.#now = now
    this.#earnedUntil = now()
  }

  /** Told of every call that may be repeated. */
  called(): void {
    this.#earn(earnedPerCall)
  }

  /** Whether there may be one more second try; if so, it is spent. */
  spend(): boolean {
    const now = this.#now()
    this.#earn(((now - this.#earnedUntil) / 1000) * earnedPerSecond)
    this.#earnedUntil = now
    if (this.#kept < 1) return false
    this.#kept -= 1
    return true
  }

  #earn(tries: number): void {
    this.#kept = Math.min(mostKept, this.#kept + tries)
  }
}
