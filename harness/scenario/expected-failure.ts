import type { ExpectedFailure } from './plan.ts'

/** Whether a failure is still the expected one. `wallMs` is the time of the run; days are counted in UTC. */
export function isStillExpected({ until }: ExpectedFailure, wallMs: number): boolean {
  return until === undefined || new Date(wallMs).toISOString().slice(0, 10) <= until
}
