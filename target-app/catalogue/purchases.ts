/** Who bought what in the past, the same every time: what the recommender learns from. */
import { products, type CatalogueProduct } from './products.ts'
import { randomOf, type Random } from './random.ts'

export interface Purchases {
  readonly shopper: string
  /** The shopper's taste; nobody is told, it is there to see whether the recommender finds it. */
  readonly taste: string
  /** Ids in the order they were bought, none twice. */
  readonly bought: readonly [string, ...string[]]
}

/** People with one taste buy mostly from these categories, and mostly in one colour. */
const tastes = [
  { name: 'cooks', categories: ['kitchen', 'pantry'], variant: 'Amber' },
  { name: 'gardeners', categories: ['garden', 'outdoor'], variant: 'Moss' },
  { name: 'readers', categories: ['living', 'tea and coffee'], variant: 'Slate' },
  { name: 'writers', categories: ['desk', 'tea and coffee'], variant: 'Cobalt' },
  { name: 'travellers', categories: ['travel', 'outdoor'], variant: 'Slate' },
  { name: 'sleepers', categories: ['bedroom', 'bath'], variant: 'Moss' },
  { name: 'families', categories: ['children', 'pets'], variant: 'Amber' },
  { name: 'listeners', categories: ['music', 'living'], variant: 'Cobalt' },
] as const

export const regularShoppers = 600

/** Of ten things, eight are to their taste … */
const tastefulShare = 0.8
/** … and more than half of those in their colour, where there is one. */
const favouriteShare = 0.55

/** What is sold out soon is in nobody's history. */
const usual = products.filter(({ category }) => category !== 'limited')

export const purchases: readonly Purchases[] = Array.from({ length: regularShoppers }, (_, n) =>
  historyOf(`regular-${n + 1}`),
)

function historyOf(shopper: string): Purchases {
  const random = randomOf(`purchases of ${shopper}`)
  const taste = random.pick(tastes)
  const inTaste = usual.filter(({ category }) => taste.categories.some((one) => one === category))
  const favourites = inTaste.filter(({ name }) => name.startsWith(taste.variant))
  const bought = new Set<string>()
  const wanted = 4 + random.below(12)
  while (bought.size < wanted) {
    const tasteful = random.share() < tastefulShare
    const favourite = favourites.length > 0 && random.share() < favouriteShare
    bought.add(drawn(random, tasteful ? (favourite ? favourites : inTaste) : usual).id)
  }
  const [first = '', ...others] = bought
  return { shopper, taste: taste.name, bought: [first, ...others] }
}

/** Early ones are drawn more often: every shop has things that everybody buys. */
function drawn(random: Random, list: readonly CatalogueProduct[]): CatalogueProduct {
  const place = Math.floor(random.share() ** 1.6 * list.length)
  const product = list[place]
  if (product === undefined) throw new Error('there is nothing to draw from')
  return product
}
