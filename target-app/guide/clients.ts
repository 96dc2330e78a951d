/** How the guide's neighbours are asked; what they answer is believed only when it is what the contract says. */
import type { z } from 'zod'
import { Refusal } from '../contracts/answers.ts'
import type { Question } from '../contracts/dialogue.ts'
import type { GuideRecommendQuery } from '../contracts/guide.ts'
import { PersonalProducts } from '../contracts/recommend.ts'
import { ReviewsAnswer, SearchAnswer } from '../contracts/search.ts'
import { ShopError } from '../service/shop-error.ts'
import { eventsIn, type Begun } from './asking.ts'
import type { Placing } from './hash-ring.ts'
import type { Neighbour } from './neighbour.ts'

/** The recommender is asked where the shopper lives. */
export function personalFrom(recommenders: Neighbour, placing: Placing) {
  return ({ shopper, product }: GuideRecommendQuery): Promise<PersonalProducts> => {
    const query = new URLSearchParams({ shopper, ...(product === undefined ? {} : { product }) })
    return recommenders.ask(placing.order(shopper), (replica, signal) =>
      fetchJson(PersonalProducts, replica, `/recommend?${query.toString()}`, signal),
    )
  }
}

export function searchFrom(searchers: Neighbour) {
  const next = takingTurns(searchers)
  return (query: string): Promise<SearchAnswer> =>
    searchers.ask(next(), (replica, signal) =>
      fetchJson(SearchAnswer, replica, `/search?q=${encodeURIComponent(query)}`, signal),
    )
}

export function reviewsFrom(reviewers: Neighbour) {
  const next = takingTurns(reviewers)
  return (products: readonly string[]): Promise<ReviewsAnswer> =>
    reviewers.ask(next(), (replica, signal) =>
      fetchJson(ReviewsAnswer, replica, `/reviews?products=${products.join(',')}`, signal),
    )
}

export function answersFrom(dialogues: Neighbour) {
  const next = takingTurns(dialogues)
  return (question: Question): Promise<Begun> =>
    dialogues.ask(next(), (replica, signal) => begin(replica, question, signal))
}

/** All replicas, beginning with another one each time. */
function takingTurns(neighbour: Neighbour): () => readonly string[] {
  let turn = 0
  return () => {
    const all = neighbour.alive()
    turn += 1
    return all.map((_, place) => all[(place + turn) % all.length] ?? '')
  }
}

const address = (replica: string, path: string): string => `http://${replica}:8080${path}`

async function fetchJson<T>(
  schema: z.ZodType<T>,
  replica: string,
  path: string,
  signal: AbortSignal,
): Promise<T> {
  const response = await fetch(address(replica, path), { signal })
  if (!response.ok) throw await refusalOf(response, replica)
  return schema.parse(await response.json())
}

/** `signal` is for the beginning only: how long the answer takes is up to the answer. */
async function begin(replica: string, question: Question, signal: AbortSignal): Promise<Begun> {
  const hangUp = new AbortController()
  const onAbort = (): void => hangUp.abort()
  signal.addEventListener('abort', onAbort)
  try {
    const response = await fetch(address(replica, '/questions'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
      signal: hangUp.signal,
    })
    if (!response.ok) throw await refusalOf(response, replica)
    if (response.body === null) throw new Error(`${replica} answers nothing`)
    return { answering: eventsIn(response.body), hangUp: onAbort }
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** What was refused on purpose is passed on in the same words; anything else is trouble. */
async function refusalOf(response: Response, replica: string): Promise<Error> {
  const { status } = response
  const refusal = Refusal.safeParse(await response.json().catch(() => undefined))
  if (refusal.success && (status === 400 || status === 404 || status === 503)) {
    return new ShopError(status, refusal.data.error.code, refusal.data.error.message)
  }
  return new Error(`${replica} answers ${status}`)
}
