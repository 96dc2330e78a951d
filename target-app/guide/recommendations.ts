/** The ladder: personal, else of the category, else popular. A shopper always gets the best step that holds. */
import type { GuideRecommendQuery, Recommendations, RecommendTier } from '../contracts/guide.ts'
import type { PersonalProducts } from '../contracts/recommend.ts'
import { ShopError } from '../service/shop-error.ts'
import type { Cache } from './cache.ts'
import type { Fallbacks } from './fallbacks.ts'

export interface LadderParts {
  /** Asks the recommender. @throws ShopError when nobody there answers. */
  readonly personal: (wish: GuideRecommendQuery) => Promise<PersonalProducts>
  /** Answers already given; absent when the mechanism is off. */
  readonly cache: Cache<PersonalProducts> | undefined
  readonly fallbacks: Fallbacks
  /** False: personal or nothing. */
  readonly ladder: boolean
}

/** There is nothing personal for this shopper yet. */
const notKnownYet = (): ShopError =>
  new ShopError(503, 'not-known-yet', 'We are getting to know you. Please try again.')

const messages: Readonly<Record<Exclude<RecommendTier, 'personal' | 'resting'>, string>> = {
  category: 'More of this kind, while we look for what suits you.',
  popular: 'What most people like, while we look for what suits you.',
}

export async function recommend(
  parts: LadderParts,
  wish: GuideRecommendQuery,
): Promise<Recommendations> {
  try {
    return await personal(parts, wish)
  } catch (error) {
    if (!parts.ladder || !(error instanceof ShopError)) throw error
    return lower(parts.fallbacks, wish, error.code)
  }
}

async function personal(parts: LadderParts, wish: GuideRecommendQuery): Promise<Recommendations> {
  const ask = async (): Promise<PersonalProducts> => {
    const answer = await parts.personal(wish)
    // An answer that says "ask me again" is not worth keeping.
    if (!answer.warm || answer.products.length === 0) throw notKnownYet()
    return answer
  }
  const key = `${wish.shopper} ${wish.product ?? ''}`
  const { value, ageMs } = parts.cache
    ? await parts.cache.get(key, ask)
    : { value: await ask(), ageMs: 0 }
  // Only the choice is kept. Prices are always those of today.
  return { tier: 'personal', products: parts.fallbacks.offers(value.products), ageMs }
}

function lower(
  fallbacks: Fallbacks,
  { product }: GuideRecommendQuery,
  because: string,
): Recommendations {
  const alike = product === undefined ? [] : fallbacks.category(product)
  const tier = alike.length > 0 ? 'category' : 'popular'
  const products = alike.length > 0 ? alike : fallbacks.popular
  return { tier, products, ageMs: 0, because, message: messages[tier] }
}
