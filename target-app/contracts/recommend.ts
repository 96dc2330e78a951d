/** What the guide asks the recommender, and how a training's parts and their results travel. */
import { z } from 'zod'
import { Name, type Health } from './answers.ts'

/** `GET /recommend?shopper=…&product=…`; the product is what the shopper looks at, if anything. */
export const RecommendQuery = z.object({ shopper: Name, product: Name.optional() })

export const PersonalProducts = z.object({
  replica: Name,
  /** False: this replica has not met the shopper; there are no products yet, next time there will be. */
  warm: z.boolean(),
  /** The training whose model gave the answer. */
  model: z.string(),
  /** Best first. */
  products: z.array(Name),
})
export type PersonalProducts = z.infer<typeof PersonalProducts>

/** `GET /health` of one recommender. */
export interface RecommendHealth extends Health {
  readonly model: string
  /** Shoppers whose profile is in memory. */
  readonly warm: number
  /** Answers for shoppers who were in memory, and for those who were not. */
  readonly hits: number
  readonly misses: number
}

/** One share of a training: the shoppers whose number modulo `parts` is `part`. */
export const TrainingPart = z.strictObject({
  training: Name,
  part: z.int().min(0),
  parts: z.int().min(1).max(1000),
})
export type TrainingPart = z.infer<typeof TrainingPart>

/** In how many histories a product is, and in how many two of them are together. */
export const PairCounts = z.strictObject({
  single: z.record(z.string(), z.int()),
  /** By `a|b` with a before b. */
  pairs: z.record(z.string(), z.int()),
})
export type PairCounts = z.infer<typeof PairCounts>

export const PartResult = TrainingPart.extend({ counts: PairCounts })
export type PartResult = z.infer<typeof PartResult>
