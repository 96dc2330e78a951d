/** What the guide asks the recommender and what it answers. */
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
