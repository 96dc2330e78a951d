import { thoseServed } from '../runtime/running-services.ts'
import type { Ledger } from '../target/target.ts'
import type { Job } from './job.ts'

/** The ledgers that this run is judged by and that the started services can tell of, by name. */
export function judgedLedgers(job: Job): readonly (readonly [string, Ledger])[] {
  const { replicasOf } = job.environment.context(job.signal)
  const served = thoseServed(job.target.ledgers ?? {}, replicasOf)
  return Object.entries(served).filter(([name]) => job.plan.ledgers.includes(name))
}
