import { z95 } from './confidence.ts'

/**
 * The 95 % interval of a share of which `good` of `total` were seen (Wilson's score interval). It
 * stays inside 0 … 1 and says something useful even when all or none were good: 600 of 600 prove at
 * least 99.36 %. Without samples it is the whole range.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
 */
export function wilson(
  good: number,
  total: number,
  z = z95,
): { readonly low: number; readonly high: number } {
  if (total === 0) return { low: 0, high: 1 }
  const share = good / total
  const spread = (z * z) / total
  const centre = share + spread / 2
  const half = Math.sqrt(spread * (share * (1 - share) + spread / 4))
  return {
    low: good === 0 ? 0 : (centre - half) / (1 + spread),
    high: good === total ? 1 : (centre + half) / (1 + spread),
  }
}
