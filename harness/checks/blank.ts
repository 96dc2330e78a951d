import type { RunHistory } from '../history/history.ts'

/** Nothing happened in this history, so nothing can be said of it. */
export function isBlank({ requests, phases, faults }: RunHistory): boolean {
  return requests.length + phases.length + faults.length === 0
}
