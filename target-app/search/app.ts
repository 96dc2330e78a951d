/** The routes of the search over its index. */
import type { Hono } from 'hono'
import { reviews } from '../catalogue/reviews.ts'
import {
  ReviewsQuery,
  SearchQuery,
  type ReviewsAnswer,
  type SearchAnswer,
} from '../contracts/search.ts'
import { checked, serviceApp, type ServiceParts } from '../service/app.ts'
import type { IndexKeeper } from './index-keeper.ts'

export interface Parts extends ServiceParts {
  readonly keeper: Pick<IndexKeeper, 'serving' | 'load' | 'write'>
}

export function searchApp(parts: Parts): Hono {
  const app = serviceApp(parts)
  app.get('/search', (c) => {
    const { q, limit } = checked(SearchQuery, c.req.query())
    const { index, generation, source } = parts.keeper.serving
    const answer: SearchAnswer = { query: q, generation, source, products: index.find(q, limit) }
    return c.json(answer)
  })
  app.get('/reviews', (c) => c.json(reviewsOf(checked(ReviewsQuery, c.req.query()).products)))

  // For whoever runs the shop; the edge lets nobody in here.
  app.post('/admin/reload', (c) => {
    parts.keeper.load()
    return c.json(parts.health())
  })
  app.post('/admin/snapshot', (c) => {
    parts.keeper.write()
    return c.json(parts.health())
  })
  return app
}

const reviewsByProduct = Map.groupBy(reviews, ({ product }) => product)

function reviewsOf(asked: readonly string[]): ReviewsAnswer {
  const found = asked.flatMap((id) => {
    const all = reviewsByProduct.get(id) ?? []
    const latest = all.at(-1)?.text
    if (latest === undefined) return []
    const stars = all.reduce((sum, review) => sum + review.stars, 0) / all.length
    return [[id, { count: all.length, stars: Math.round(stars * 10) / 10, latest }] as const]
  })
  return { reviews: Object.fromEntries(found) }
}
