/** The lower steps of the ladder: made at start from the catalogue, so they need nobody. */
import type { Product } from '../contracts/cart.ts'

export interface Fallbacks {
  /** What sells best in the category of a product, without it; empty when the product is unknown. */
  category(product: string): readonly Product[]
  /** What sells best of all. */
  readonly popular: readonly Product[]
  /** Products by their ids as they are offered today; unknown ids are left out. */
  offers(ids: readonly string[]): readonly Product[]
}

export interface FallbackOptions {
  readonly products: readonly Product[]
  /** What was bought, one list per shopper. */
  readonly bought: Iterable<readonly string[]>
  readonly most: number
  /** False plants the weakness `fallback-wrong-price`. */
  readonly rightPrices: boolean
}

export function fallbacks({ products, bought, most, rightPrices }: FallbackOptions): Fallbacks {
  const offers = new Map(products.map((product) => [product.id, offerOf(product)]))
  const sold = soldOf(bought)
  const best = [...offers.values()].toSorted(
    (a, b) => (sold.get(b.id) ?? 0) - (sold.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1),
  )
  // The weakness `fallback-wrong-price`: the list is last season's, from before prices went up.
  const listed = rightPrices ? best : best.map(lastSeason)
  const byCategory = Map.groupBy(listed, ({ category }) => category)
  return {
    category: (product) =>
      (byCategory.get(offers.get(product)?.category ?? '') ?? [])
        .filter(({ id }) => id !== product)
        .slice(0, most),
    popular: listed.slice(0, most),
    offers: (ids) =>
      ids.flatMap((id) => {
        const offer = offers.get(id)
        return offer === undefined ? [] : [offer]
      }),
  }
}

/** Only what a shopper is to see of a product. */
const offerOf = ({ id, name, category, priceCents }: Product): Product => ({
  id,
  name,
  category,
  priceCents,
})

const lastSeason = (offer: Product): Product => ({
  ...offer,
  priceCents: Math.round(offer.priceCents * 0.9),
})

function soldOf(bought: Iterable<readonly string[]>): ReadonlyMap<string, number> {
  const sold = new Map<string, number>()
  for (const id of [...bought].flat()) sold.set(id, (sold.get(id) ?? 0) + 1)
  return sold
}
