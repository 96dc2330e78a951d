/** The routes of the guide over what they need. */
import type { Hono } from 'hono'
import {
  Feature,
  FeatureState,
  GuideRecommendQuery,
  type Recommendations,
} from '../contracts/guide.ts'
import { bodyOf, checked, serviceApp, type ServiceParts } from '../service/app.ts'
import type { Features } from './features.ts'

export interface Parts extends ServiceParts {
  readonly features: Features
  readonly recommend: (wish: GuideRecommendQuery) => Promise<Recommendations>
  /** Forgets every kept answer. */
  readonly forget: () => void
}

const switchedOff = {
  because: 'switched-off',
  message: 'The guide is resting. The shop is open as ever.',
} as const

export function guideApp(parts: Parts): Hono {
  const app = serviceApp(parts)
  app.get('/guide/recommend', async (c) => {
    const wish = checked(GuideRecommendQuery, c.req.query())
    if (parts.features.isOn('recommend')) return c.json(await parts.recommend(wish))
    return c.json({ tier: 'resting', products: [], ageMs: 0, ...switchedOff })
  })
  // For whoever runs the shop; the edge leads only to what begins with /guide/.
  app.get('/features', (c) => c.json(parts.features.all()))
  app.put('/features/:name', async (c) => {
    const { on } = checked(FeatureState, await bodyOf(c))
    const name = checked(Feature, c.req.param('name'))
    parts.features.set(name, on)
    parts.log.warn({ event: 'feature', name, on }, `${name} is switched ${on ? 'on' : 'off'}`)
    return c.json(parts.features.all())
  })
  app.delete('/cache', (c) => {
    parts.forget()
    return c.json({ forgotten: true })
  })
  return app
}
