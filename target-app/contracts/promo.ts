/** Promotions as shoppers claim them, and errands as the queue carries them. */
import { z } from 'zod'
import { Name } from './answers.ts'

/** Sending the same token again is the same claim. */
export const Claim = z.strictObject({ shopper: Name, promotion: Name, token: Name })
export type Claim = z.infer<typeof Claim>

/** The answer to a claim, status 202: it is written down and will be delivered, even if not now. */
export const Claimed = z.strictObject({
  token: Name,
  /** True when this token had been claimed before. */
  replayed: z.boolean(),
})
export type Claimed = z.infer<typeof Claimed>

/** Where a claim is on its way. */
export const ClaimState = z.strictObject({
  token: Name,
  state: z.enum(['on-its-way', 'delivered', 'given-up']),
})
export type ClaimState = z.infer<typeof ClaimState>

/** Something that was promised and is done later. Its id names it wherever it is told twice. */
export const Errand = z.object({
  id: z.uuid(),
  kind: z.enum(['promotion', 'receipt', 'statistics']),
  token: z.string(),
  shopper: z.string(),
  details: z.looseObject({
    title: z.string().optional(),
    number: z.number().optional(),
    totalCents: z.number().optional(),
  }),
})
export type Errand = z.infer<typeof Errand>
