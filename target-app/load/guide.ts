/** What shoppers ask the guide, and how they judge what it says. */
import type { Answer, Call } from 'aftershock'
import http, { type Params } from 'k6/http'
import { judge } from './answers.ts'
import { hasFound, judgeOffers } from './guide-offers.ts'
import { judgeStream } from './guide-stream.ts'
import { productAt, productOf } from './known-products.ts'
import { productId } from './seeded-carts.ts'

const paramsOf = (call: Call, headers: Record<string, string> = {}): Params => ({
  timeout: call.timeout,
  headers: { 'x-request-id': call.requestId, ...headers },
})

/** So many shoppers take turns; all of them have bought before. */
const shoppers = 120
const shopper = (call: Call): string => `regular-${(call.seq % shoppers) + 1}`

/** Some are on the first page, most look at a product, and it takes long until one looks at the same again. */
function recommend(call: Call): Answer {
  const product = call.seq % 7 === 3 ? undefined : productAt(call.seq, 229)
  const lookedAt = product?.id
  const query = `shopper=${shopper(call)}${lookedAt === undefined ? '' : `&product=${lookedAt}`}`
  const response = http.get(`${call.url}/guide/recommend?${query}`, paramsOf(call))
  return judgeOffers(response, 'personal', productOf, ({ tier, products: shown }) =>
    shown.every(
      // Nobody is recommended what they look at, and what is said to be of the category is.
      (offer) =>
        offer.id !== lookedAt && (tier !== 'category' || offer.category === product?.category),
    ),
  )
}

/** Somebody looks for one of two dozen things by its name, and finds it. */
function search(call: Call): Answer {
  const wanted = productId(call.seq)
  const address = `${call.url}/guide/search?q=${encodeURIComponent(productOf(wanted)?.name ?? wanted)}`
  const response = http.get(address, paramsOf(call))
  return judgeOffers(response, 'full', productOf, (offers) => hasFound(wanted, offers))
}

const questions = [
  'How long does delivery take?',
  'Can I send something back?',
  'How do I pay?',
  'Do you ship abroad?',
  'What does the amber mug cost?',
  'How long is the warranty?',
] as const

/** Whoever asks reads to the end, and knows whether it was the end. */
function ask(call: Call): Answer {
  const question = questions[call.seq % questions.length]
  const body = JSON.stringify({ id: call.token, shopper: shopper(call), question })
  const params = paramsOf(call, { 'content-type': 'application/json' })
  const response = http.post(`${call.url}/guide/ask`, body, params)
  const judged = judge(response, 'read')
  if (judged.outcome === 'ok') return judgeStream(response)
  // Refused in clear words, so that the shopper knows to come back later.
  const rests = judged.error === 'ask-resting' || judged.error === 'queue-full'
  return rests ? { outcome: 'degraded', status: judged.status, tier: 'resting' } : judged
}

export const guideOperations = {
  'guide.recommend': recommend,
  'guide.search': search,
  'guide.ask': ask,
}
