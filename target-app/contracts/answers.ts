/** What every service of the shop may answer, and how each tells its health. */
import { z } from 'zod'

/** A name that may stand in an address: a cart, a shopper, a product, a token. */
export const Name = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,80}$/, 'only letters, digits, ".", "_" and "-", at most 80')

/** The body of every answer that is not a success. */
export interface Refusal {
  readonly error: { readonly code: string; readonly message: string }
}

export type BreakerState = 'closed' | 'open' | 'half-open'

/** `GET /health` of one replica; status 200 when `ready`, else 503. */
export interface Health {
  readonly replica: string
  readonly ready: boolean
  /** Why it is not ready, or what it cannot do although it is. */
  readonly because?: string
  /** By the name of the other service that each breaker guards. */
  readonly breakers?: Readonly<Record<string, BreakerState>>
}
