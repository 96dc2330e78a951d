/** What the guide answers. Every answer names its tier, so that a page can say what it shows. */
import { z } from 'zod'
import { Name } from './answers.ts'
import { Product } from './cart.ts'
import { ReviewSummary, SearchQuery } from './search.ts'

/** What every answer says beside its tier. */
const about = {
  /** How old the answer is. Milliseconds; 0 when it was just made. */
  ageMs: z.number().min(0),
  /** Why it is not the best tier, in a word. */
  because: z.string().optional(),
  /** The same for people. */
  message: z.string().optional(),
}

/** `GET /guide/recommend?shopper=…&product=…`; the product is what the shopper looks at, if anything. */
export const GuideRecommendQuery = z.object({ shopper: Name, product: Name.optional() })
export type GuideRecommendQuery = z.infer<typeof GuideRecommendQuery>

/** Best first: made for this shopper; of the same category; what most people buy; nothing. */
const RecommendTier = z.enum(['personal', 'category', 'popular', 'resting'])
export type RecommendTier = z.infer<typeof RecommendTier>

/** `GET /guide/recommend` */
export const Recommendations = z.strictObject({
  tier: RecommendTier,
  products: z.array(Product).readonly(),
  ...about,
})
export type Recommendations = z.infer<typeof Recommendations>

/** `GET /guide/search?q=…` */
export const GuideSearchQuery = SearchQuery.pick({ q: true })

/** Complete; without one of its parts; kept from before, as the search does not answer; nothing. */
const SearchTier = z.enum(['full', 'partial', 'cached', 'resting'])

/** With what people say about it. */
const FoundProduct = Product.extend({ reviews: ReviewSummary.optional() })
export type FoundProduct = z.infer<typeof FoundProduct>

/** `GET /guide/search` */
export const SearchResult = z.strictObject({
  tier: SearchTier,
  query: z.string(),
  products: z.array(FoundProduct).readonly(),
  /** Parts that this answer does without. */
  missing: z.array(z.literal('reviews')).readonly().optional(),
  ...about,
})
export type SearchResult = z.infer<typeof SearchResult>

/** Parts of the guide that can be switched off while it runs. */
export const Feature = z.enum(['recommend', 'search', 'ask'])
export type Feature = z.infer<typeof Feature>

/** `GET /features`: which of them are on. */
export const FeatureStates = z.partialRecord(Feature, z.boolean())

/** `PUT /features/:name` */
export const FeatureState = z.strictObject({ on: z.boolean() })
