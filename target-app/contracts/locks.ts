/** Tills: things of the shop that only one may use at a time, as they cross the boundary. */
import { z } from 'zod'
import { Name } from './answers.ts'

/** Where a lock can be kept. */
export const LockKeeper = z.enum(['redis', 'postgres', 'zookeeper'])
export type LockKeeper = z.infer<typeof LockKeeper>

export const TillName = Name

/** `POST /tills/:keeper/:till/use`. */
export const UseTill = z.strictObject({
  /** Names this use. */
  token: Name,
  /** How long the till is needed. Milliseconds. */
  forMs: z.int().min(0).max(2000),
})
export type UseTill = z.infer<typeof UseTill>

/** The answer: the use is written down. */
export const TillUsed = z.strictObject({
  till: TillName,
  /** Which of all holders of this till's lock this was, as digits. */
  fencingToken: z.string().regex(/^\d+$/),
})
export type TillUsed = z.infer<typeof TillUsed>
