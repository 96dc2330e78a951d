import { quantile as ofList } from 'simple-statistics'

/** The value below which the given share (0 … 1) of the values lies; null without values. */
export function quantile(values: readonly number[], share: number): number | null {
  return values.length === 0 ? null : ofList([...values], share)
}

/** The middle value; null without values. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5)
}
