import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { mean, sampleStandardDeviation } from 'simple-statistics'
import { confidence } from './confidence.ts'

export interface MedianInterval {
  readonly low: number
  readonly high: number
  readonly method: 'log-t' | 'order-statistics'
}

/**
 * The 95 % interval of the median over repeated runs, or null when there are too few to say one.
 * Positive values such as times get the log-t interval, from 3 runs on; where a value is 0 or less
 * (a recovery time of 0 is one) two of the values themselves are the bounds, from 6 runs on.
 */
export function medianInterval(values: readonly number[]): MedianInterval | null {
  return values.every((value) => value > 0) ? logT(values) : orderStatistics(values)
}

/**
 * exp(mean ± t · s / √n) of the logarithms: the interval of the median of a lognormal quantity, which
 * times to recover resemble. Covers 94 to 95 % from n = 3 on, where a bootstrap covers 73 %.
 */
export function logT(values: readonly number[]): MedianInterval | null {
  if (values.length < 3) return null
  const logs = values.map(Math.log)
  const t = tQuantile((1 + confidence) / 2, values.length - 1)
  const half = (t * sampleStandardDeviation(logs)) / Math.sqrt(values.length)
  const centre = mean(logs)
  return { low: Math.exp(centre - half), high: Math.exp(centre + half), method: 'log-t' }
}

/**
 * Two of the sorted values, as close together as 95 % allows whatever the distribution: the k-th from
 * either end, where k is the largest with 2 · P(Binomial(n, ½) < k) ≤ 5 %. Exists from n = 6 on.
 */
export function orderStatistics(values: readonly number[]): MedianInterval | null {
  const sorted = values.toSorted((a, b) => a - b)
  const n = sorted.length
  let k = 0
  let term = 0.5 ** n
  let below = term
  while (2 * below <= 1 - confidence) {
    k += 1
    term *= (n - k + 1) / k
    below += term
  }
  const low = sorted[k - 1]
  const high = sorted[n - k]
  return low === undefined || high === undefined ? null : { low, high, method: 'order-statistics' }
}
