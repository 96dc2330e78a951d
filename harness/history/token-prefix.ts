import type { HistoryHeader } from './history.ts'

/**
 * What all tokens of one run begin with. It is of its own for every scenario of a suite: what an earlier one left in
 * the data must never pass for this one's.
 */
export function tokenPrefixOf({ run, epoch }: Pick<HistoryHeader, 'run' | 'epoch'>): string {
  return `${run.slice(-6)}-${Math.round(epoch.wall).toString(36)}-`
}
