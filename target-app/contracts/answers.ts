/** What every service of the shop may answer, and how each tells its health. */
import { z } from 'zod'

/** A name that may stand in an address: a cart, a shopper, a product, a token. */
export const Name = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,80}$/, 'only letters, digits, ".", "_" and "-", at most 80')

/** The body of every answer that is not a success. */
export const Refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) })
export type Refusal = z.infer<typeof Refusal>

const BreakerState = z.enum(['closed', 'open', 'half-open'])
export type BreakerState = z.infer<typeof BreakerState>

/** `GET /health` of one replica; status 200 when `ready`, else 503. */
export const Health = z.object({
  replica: z.string(),
  ready: z.boolean(),
  /** Why it is not ready, or what it cannot do although it is. */
  because: z.string().optional(),
  /** By the name of the other service that each breaker guards. */
  breakers: z.record(z.string(), BreakerState).optional(),
})
export type Health = z.infer<typeof Health>
