/**
 * How the guide's neighbours are asked; what they answer is believed only when it is what the contract says.
 * They are asked on behalf of a shopper's request: its id, where it has one, goes on to them, into their logs.
 */
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
  return (request: string | undefined) =>
    ({ shopper, product }: GuideRecommendQuery): Promise<PersonalProducts> => {
      const query = new URLSearchParams({ shopper, ...(product === undefined ? {} : { product }) })
      const path = `/recommend?${query.toString()}`
      return recommenders.ask(placing.order(shopper), (replica, signal) =>
        fetchJson(PersonalProducts, replica, path, { request, signal }),
      )
    }
}

export function searchFrom(searchers: Neighbour) {
  const next = takingTurns(searchers)
  return (request: string | undefined) =>
    (query: string): Promise<SearchAnswer> => {
      const path = `/search?q=${encodeURIComponent(query)}`
      return searchers.ask(next(), (replica, signal) =>
        fetchJson(SearchAnswer, replica, path, { request, signal }),
      )
    }
}

export function reviewsFrom(reviewers: Neighbour) {
  const next = takingTurns(reviewers)
  return (request: string | undefined) =>
    (products: readonly string[]): Promise<ReviewsAnswer> => {
      const path = `/reviews?products=${products.join(',')}`
      return reviewers.ask(next(), (replica, signal) =>
        fetchJson(ReviewsAnswer, replica, path, { request, signal }),
      )
    }
}

export function answersFrom(dialogues: Neighbour) {
  const next = takingTurns(dialogues)
  return (request: string | undefined) =>
    (question: Question): Promise<Begun> =>
      dialogues.ask(next(), (replica, signal) => begin(replica, question, { request, signal }))
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

interface OnBehalf {
  readonly request: string | undefined
  readonly signal: AbortSignal
}

const idHeader = (request: string | undefined): Record<string, string> =>
  request === undefined ? {} : { 'x-request-id': request }

async function fetchJson<T>(
  schema: z.ZodType<T>,
  replica: string,
  path: string,
  { request, signal }: OnBehalf,
): Promise<T> {
  const response = await fetch(address(replica, path), { headers: idHeader(request), signal })
  if (!response.ok) throw await refusalOf(response, replica)
  return schema.parse(await response.json())
}

/** `signal` is for the beginning only: how long the answer takes is up to the answer. */
async function begin(
  replica: string,
  question: Question,
  { request, signal }: OnBehalf,
): Promise<Begun> {
  const hangUp = new AbortController()
  const onAbort = (): void => hangUp.abort()
  signal.addEventListener('abort', onAbort)
  try {
    const response = await fetch(address(replica, '/questions'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...idHeader(request) },
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
