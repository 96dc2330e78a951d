/** Search through the guide: whole, or without reviews, or kept from before, or a clear word that it rests. */
import type { FoundProduct, SearchResult } from '../contracts/guide.ts'
import type { ReviewsAnswer, SearchAnswer } from '../contracts/search.ts'
import { ShopError } from '../service/shop-error.ts'
import type { Cache } from './cache.ts'

/** What the search found, and what is known about it. */
export interface Finding {
  readonly products: readonly FoundProduct[]
  readonly withoutReviews: boolean
}

export interface SearchParts {
  /** Both throw a ShopError when nobody there answers. */
  readonly find: (query: string) => Promise<SearchAnswer>
  readonly reviewsOf: (products: readonly string[]) => Promise<ReviewsAnswer>
  /** Findings of before; absent when the mechanism is off. */
  readonly cache: Cache<Finding> | undefined
  /** False: reviews or nothing. */
  readonly partial: boolean
}

export async function search(parts: SearchParts, query: string): Promise<SearchResult> {
  const ask = (): Promise<Finding> => findWithReviews(parts, query)
  const key = query.toLowerCase()
  try {
    const { value, ageMs, uncertain } = parts.cache
      ? await parts.cache.get(key, ask)
      : { value: await ask(), ageMs: 0, uncertain: false }
    const { products, withoutReviews } = value
    const found = { query, products, ageMs }
    if (uncertain) return { tier: 'cached', ...found, because: 'search-resting' }
    return withoutReviews
      ? { tier: 'partial', ...found, missing: ['reviews'] }
      : { tier: 'full', ...found }
  } catch (error) {
    if (!(error instanceof ShopError) || error.status < 500) throw error
    const { code: because, message } = error
    return { tier: 'resting', query, products: [], ageMs: 0, because, message }
  }
}

async function findWithReviews(parts: SearchParts, query: string): Promise<Finding> {
  const found = (await parts.find(query)).products.map(({ id, name, category, priceCents }) => ({
    id,
    name,
    category,
    priceCents,
  }))
  if (found.length === 0) return { products: [], withoutReviews: false }
  try {
    const { reviews } = await parts.reviewsOf(found.map(({ id }) => id))
    const products = found.map((offer) => {
      const said = reviews[offer.id]
      return said === undefined ? offer : { ...offer, reviews: said }
    })
    return { products, withoutReviews: false }
  } catch (error) {
    if (!parts.partial) throw error
    return { products: found, withoutReviews: true }
  }
}
