/** Failures that announce themselves: memory that grows and grows. */

interface Sample {
  readonly at: number
  readonly value: number
}

/** What is looked at. Milliseconds. */
const windowMs = 8000
/** Fewer samples over less time say nothing. */
const leastSamples = 8
const leastSpanMs = 4000
/** How much of the movement the straight line must explain (R²); the rest is ordinary unrest. */
const leastFit = 0.9

/** The line through the samples by least squares. */
export function lineThrough(samples: readonly Sample[]): {
  readonly slope: number
  readonly fit: number
} {
  const n = samples.length
  const meanAt = samples.reduce((sum, { at }) => sum + at, 0) / n
  const meanValue = samples.reduce((sum, { value }) => sum + value, 0) / n
  let [xx, xy, yy] = [0, 0, 0]
  for (const { at, value } of samples) {
    xx += (at - meanAt) ** 2
    xy += (at - meanAt) * (value - meanValue)
    yy += (value - meanValue) ** 2
  }
  return { slope: xy / xx, fit: yy === 0 ? 0 : xy ** 2 / (xx * yy) }
}

/** One gauge of one replica. */
export class Trend {
  #samples: Sample[] = []

  add(at: number, value: number): void {
    const last = this.#samples.at(-1)
    // Much less than before: the process is another one, and so is its story.
    if (last !== undefined && value < last.value * 0.8) this.#samples = []
    this.#samples.push({ at, value })
    this.#samples = this.#samples.filter((sample) => sample.at >= at - windowMs)
  }

  /** Milliseconds until the limit is reached if it goes on like this; undefined when it is not clear that it will. */
  reaches(limit: number): number | undefined {
    const [first] = this.#samples
    const last = this.#samples.at(-1)
    if (first === undefined || last === undefined) return undefined
    if (this.#samples.length < leastSamples || last.at - first.at < leastSpanMs) return undefined
    const { slope, fit } = lineThrough(this.#samples)
    if (slope <= 0 || fit < leastFit) return undefined
    return Math.max(0, (limit - last.value) / slope)
  }
}
