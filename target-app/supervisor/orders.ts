/**
 * The orders of the contract as a request's body brings them. They are read without zod, which would cost the
 * first process of every container a fifth more memory; a test compares what is taken with the contract.
 */
import type { ReleaseOrder, RestartOrder } from '../contracts/heartbeat.ts'

/** Undefined when it is none. */
export function restartOrderIn(body: unknown): RestartOrder | undefined {
  const { how, until } = entriesOf(body)
  if (how !== 'now' && how !== 'drain') return undefined
  return typeof until === 'number' && Number.isFinite(until) ? { how, until } : undefined
}

/** Undefined when it is none. */
export function releaseOrderIn(body: unknown): ReleaseOrder | undefined {
  const { release } = entriesOf(body)
  return typeof release === 'string' && release !== '' ? { release } : undefined
}

const entriesOf = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {}
