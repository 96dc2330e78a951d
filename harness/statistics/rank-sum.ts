import { wilcoxonRankSum } from 'simple-statistics'

/**
 * How far `others` lie above `values`, by their ranks: Mann and Whitney's U (1947), in standard deviations from what chance
 * would give, by its normal approximation. Below 0: they lie below. Null where one of them is empty.
 */
export function rankSumScore(values: readonly number[], others: readonly number[]): number | null {
  const [n, m] = [values.length, others.length]
  if (n === 0 || m === 0) return null
  const pairsWon = wilcoxonRankSum([...others], [...values]) - (m * (m + 1)) / 2
  return (pairsWon - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12)
}
