/** What the guide answers. Every answer names its tier, so that a page can say what it shows. */
import { z } from 'zod'
import { Name } from './answers.ts'
import { SearchQuery } from './search.ts'

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

/** `GET /guide/search?q=…` */
export const GuideSearchQuery = SearchQuery.pick({ q: true })

/** Complete; without one of its parts; kept from before, as the search does not answer; nothing. */
export type SearchTier = 'full' | 'partial' | 'cached' | 'resting'

/** A product that was found, with what people say about it. */
export interface FoundOffer extends Offer {
  readonly reviews?: { readonly count: number; readonly stars: number; readonly latest: string }
}

/** `GET /guide/search` */
export interface SearchResult {
  readonly tier: SearchTier
  readonly query: string
  readonly products: readonly FoundOffer[]
  readonly ageMs: number
  /** Parts that this answer does without. */
  readonly missing?: readonly 'reviews'[]
  readonly because?: string
  readonly message?: string
}

/** Parts of the guide that can be switched off while it runs. */
export const Feature = z.enum(['recommend', 'search', 'ask'])
export type Feature = z.infer<typeof Feature>

/** `GET /features`: which of them are on. */
export const FeatureStates = z.partialRecord(Feature, z.boolean())

/** `PUT /features/:name` */
export const FeatureState = z.strictObject({ on: z.boolean() })
