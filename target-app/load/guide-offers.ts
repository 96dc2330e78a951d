/** Whether a list of offers is right: what is on it, what it costs, how old it is. */
import type { Answer } from 'aftershock'
import type { Response } from 'k6/http'
import type { CatalogueProduct } from '../catalogue/make-products.ts'
import { judge } from './answers.ts'

/** Nothing older is shown to anybody, the shop promises: ten seconds, and two to be asked for and to arrive. */
const mostAgeMs = 12_000

interface Shown {
  readonly id?: unknown
  readonly name?: unknown
  readonly category?: unknown
  readonly priceCents?: unknown
  readonly reviews?: unknown
}
interface Offers {
  readonly tier: string
  readonly ageMs: number
  readonly products: readonly Shown[]
}

/** Full only with the best tier; a wrong answer is worse than none. */
export function judgeOffers(
  response: Response,
  best: string,
  productOf: (id: string) => CatalogueProduct | undefined,
  fits: (offers: Offers) => boolean,
): Answer {
  const judged = judge(response, 'read')
  if (judged.outcome !== 'ok') return judged
  const { status } = response
  const offers = offersIn(response.body)
  if (offers === undefined || !areRight(offers, productOf) || !fits(offers)) {
    return { outcome: 'fail', status, error: 'wrong-content' }
  }
  if (offers.ageMs > mostAgeMs) return { outcome: 'fail', status, error: 'too-old' }
  const { tier } = offers
  return tier === best ? { outcome: 'ok', status, tier } : { outcome: 'degraded', status, tier }
}

/** What was looked for is there; in a full answer, what people say of one of a dozen at least is there too. */
export function hasFound(wanted: string, { tier, products: shown }: Offers): boolean {
  if (tier === 'resting') return true
  const isReviewed = tier !== 'full' || shown.some(({ reviews }) => reviews !== undefined)
  return isReviewed && shown.some(({ id }) => id === wanted)
}

/** Not by `response.json()`: k6 makes Go maps of it. */
function offersIn(body: unknown): Offers | undefined {
  const answer: unknown = typeof body === 'string' ? JSON.parse(body) : undefined
  if (typeof answer !== 'object' || answer === null) return undefined
  const { tier, ageMs, products: shown }: Partial<Record<string, unknown>> = { ...answer }
  const whole = typeof tier === 'string' && typeof ageMs === 'number' && Array.isArray(shown)
  return whole ? { tier, ageMs, products: shown } : undefined
}

/** Every product is one of the shop's, named and priced as it is, and none is there twice. */
function areRight(
  { tier, products: shown }: Offers,
  productOf: (id: string) => CatalogueProduct | undefined,
): boolean {
  if (tier === 'resting') return shown.length === 0
  const right = shown.every(({ id, name, category, priceCents }) => {
    const product = productOf(String(id))
    return (
      product !== undefined &&
      product.name === name &&
      product.category === category &&
      product.priceCents === priceCents
    )
  })
  return right && shown.length > 0 && new Set(shown.map(({ id }) => id)).size === shown.length
}
