/** What the guide answers. Every answer names its tier, so that a page can say what it shows. */
import { z } from 'zod'
import { Name } from './answers.ts'

/** `GET /guide/recommend?shopper=…&product=…`; the product is what the shopper looks at, if anything. */
export const GuideRecommendQuery = z.object({ shopper: Name, product: Name.optional() })
export type GuideRecommendQuery = z.infer<typeof GuideRecommendQuery>

/** Best first: made for this shopper; of the same category; what most people buy; nothing. */
export type RecommendTier = 'personal' | 'category' | 'popular' | 'resting'

/** A product as a shopper is offered it. */
export interface Offer {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly priceCents: number
}

/** `GET /guide/recommend` */
export interface Recommendations {
  readonly tier: RecommendTier
  readonly products: readonly Offer[]
  /** How old the answer is. Milliseconds; 0 when it was just made. */
  readonly ageMs: number
  /** Why it is not the best tier, in a word. */
  readonly because?: string
  /** The same for people. */
  readonly message?: string
}

/** Parts of the guide that can be switched off while it runs. */
export const Feature = z.enum(['recommend', 'search', 'ask'])
export type Feature = z.infer<typeof Feature>

/** `PUT /features/:name` */
export const FeatureState = z.strictObject({ on: z.boolean() })
