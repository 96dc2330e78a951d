/** What shoppers ask the guide, and how they judge what it says. */
import type { Answer, Call } from 'aftershock'
import http, { type Params, type Response } from 'k6/http'
import { products } from '../catalogue/products.ts'
import { judge } from './answers.ts'
import { productId } from './seeded-carts.ts'

const paramsOf = (call: Call): Params => ({
  timeout: call.timeout,
  headers: { 'x-request-id': call.requestId },
})

/** Nothing older is shown to anybody, the shop promises. */
const mostAgeMs = 12_000

const known = new Map(products.map((product) => [product.id, product]))

/** So many shoppers take turns; all of them have bought before. */
const shoppers = 100

/** A shopper looks at a product, or three of four times: the fourth is on the first page. */
function recommend(call: Call): Answer {
  const lookedAt = call.seq % 4 === 3 ? undefined : productId(call.seq)
  const query = `shopper=regular-${(call.seq % shoppers) + 1}${lookedAt ? `&product=${lookedAt}` : ''}`
  const response = http.get(`${call.url}/guide/recommend?${query}`, paramsOf(call))
  return judgeTier(response, 'personal', (answer) => recommendationProblem(answer, lookedAt))
}

/** Full only with the best tier; a wrong answer is worse than none. */
function judgeTier(
  response: Response,
  best: string,
  problemOf: (answer: GuideAnswer) => string | undefined,
): Answer {
  const judged = judge(response, 'read')
  if (judged.outcome !== 'ok') return judged
  const { status } = response
  const answer = answerIn(response.body)
  const error = answer === undefined ? 'wrong-content' : problemOf(answer)
  if (answer === undefined || error !== undefined) {
    return { outcome: 'fail', status, error: error ?? 'wrong-content' }
  }
  const { tier } = answer
  return tier === best ? { outcome: 'ok', status, tier } : { outcome: 'degraded', status, tier }
}

interface Shown {
  readonly id?: unknown
  readonly name?: unknown
  readonly category?: unknown
  readonly priceCents?: unknown
}
interface GuideAnswer {
  readonly tier: string
  readonly ageMs: number
  readonly products: readonly Shown[]
}

/** Not by `response.json()`: k6 makes Go maps of it. */
function answerIn(body: unknown): GuideAnswer | undefined {
  const answer: unknown = typeof body === 'string' ? JSON.parse(body) : undefined
  if (typeof answer !== 'object' || answer === null) return undefined
  const { tier, ageMs, products: shown } = answer as Partial<Record<string, unknown>>
  if (typeof tier !== 'string' || typeof ageMs !== 'number' || !Array.isArray(shown)) {
    return undefined
  }
  return { tier, ageMs, products: shown }
}

/** The error that a list of offers deserves, if any; resting is to show nothing and say so. */
function offersProblem({ tier, ageMs, products: shown }: GuideAnswer): string | undefined {
  if (ageMs > mostAgeMs) return 'too-old'
  if (tier === 'resting') return shown.length === 0 ? undefined : 'wrong-content'
  const right = shown.every(({ id, name, category, priceCents }) => {
    const product = known.get(String(id))
    return (
      product !== undefined &&
      product.name === name &&
      product.category === category &&
      product.priceCents === priceCents
    )
  })
  const repeated = new Set(shown.map(({ id }) => id)).size < shown.length
  return right && !repeated && shown.length > 0 ? undefined : 'wrong-content'
}

/** Nobody is recommended what they look at, and what is said to be of the category is. */
function recommendationProblem(
  answer: GuideAnswer,
  lookedAt: string | undefined,
): string | undefined {
  const category = lookedAt === undefined ? undefined : known.get(lookedAt)?.category
  const fits = answer.products.every(
    ({ id, category: its }) => id !== lookedAt && (answer.tier !== 'category' || its === category),
  )
  return fits ? offersProblem(answer) : 'wrong-content'
}

export const guideOperations = { 'guide.recommend': recommend }
