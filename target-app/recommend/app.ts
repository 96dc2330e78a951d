/** The routes of the recommender over what they need. */
import type { Hono } from 'hono'
import { RecommendQuery, type PersonalProducts } from '../contracts/recommend.ts'
import { checked, serviceApp, type ServiceParts } from '../service/app.ts'
import type { Model } from './co-occurrence.ts'
import { bestFor } from './profile.ts'
import type { WarmCache } from './warm-cache.ts'

export interface Parts extends ServiceParts {
  readonly replica: string
  readonly model: () => Model
  readonly shoppers: WarmCache
}

const mostProducts = 8

export function recommendApp(parts: Parts): Hono {
  const app = serviceApp(parts)
  app.get('/recommend', (c) => {
    const { shopper, product } = checked(RecommendQuery, c.req.query())
    return c.json(personal(parts, shopper, product))
  })
  // For whoever runs the shop; the edge does not lead here.
  app.delete('/profiles', (c) => {
    parts.shoppers.forgetAll()
    return c.json({ forgotten: true })
  })
  return app
}

function personal(parts: Parts, shopper: string, product: string | undefined): PersonalProducts {
  const { replica, shoppers } = parts
  const model = parts.model()
  const profile = shoppers.profile(shopper, model)
  return {
    replica,
    warm: profile !== undefined,
    model: model.name,
    products: profile === undefined ? [] : [...bestFor(profile, model, product, mostProducts)],
  }
}
