/** The routes of the guide over what they need. */
import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { eventText, Question, type DialogueEvent } from '../contracts/dialogue.ts'
import {
  Feature,
  FeatureState,
  GuideRecommendQuery,
  GuideSearchQuery,
  type Recommendations,
  type SearchResult,
} from '../contracts/guide.ts'
import { bodyOf, checked, requestIdOf, serviceApp, type ServiceParts } from '../service/app.ts'
import { ShopError } from '../service/shop-error.ts'
import type { Features } from './features.ts'

/** The id of a shopper's request, where it has one. */
type RequestId = string | undefined

export interface Parts extends ServiceParts {
  readonly features: Features
  // All three tell the id to the neighbours they ask.
  readonly recommend: (wish: GuideRecommendQuery, request: RequestId) => Promise<Recommendations>
  readonly search: (query: string, request: RequestId) => Promise<SearchResult>
  readonly ask: (
    question: Question & { readonly id: string },
    request: RequestId,
  ) => AsyncGenerator<DialogueEvent>
  /** Forgets every kept answer. */
  readonly forget: () => void
}

const switchedOff = {
  because: 'switched-off',
  message: 'The guide is resting. The shop is open as ever.',
} as const

export function guideApp(parts: Parts): Hono {
  const app = serviceApp(parts)
  const { features } = parts
  app.get('/guide/recommend', async (c) => {
    const wish = checked(GuideRecommendQuery, c.req.query())
    if (features.isOn('recommend')) return c.json(await parts.recommend(wish, requestIdOf(c)))
    return c.json({ tier: 'resting', products: [], ageMs: 0, ...switchedOff })
  })
  app.get('/guide/search', async (c) => {
    const { q } = checked(GuideSearchQuery, c.req.query())
    if (features.isOn('search')) return c.json(await parts.search(q, requestIdOf(c)))
    return c.json({ tier: 'resting', query: q, products: [], ageMs: 0, ...switchedOff })
  })
  app.post('/guide/ask', async (c) => {
    const question = checked(Question, await bodyOf(c))
    if (!features.isOn('ask')) throw new ShopError(503, 'ask-resting', switchedOff.message)
    return streamed(c, parts.ask({ ...question, id: question.id ?? randomUUID() }, requestIdOf(c)))
  })
  operatorRoutes(app, parts)
  return app
}

/** For whoever runs the shop; the edge leads only to what begins with /guide/. */
function operatorRoutes(app: Hono, { features, log, forget }: Parts): void {
  app.get('/features', (c) => c.json(features.all()))
  app.put('/features/:name', async (c) => {
    const { on } = checked(FeatureState, await bodyOf(c))
    const name = checked(Feature, c.req.param('name'))
    features.set(name, on)
    if (features.isOn(name) === on)
      log.warn({ event: 'feature', name, on }, `${name} is switched ${on ? 'on' : 'off'}`)
    return c.json(features.all())
  })
  app.delete('/cache', (c) => {
    forget()
    return c.json({ forgotten: true })
  })
}

/** Server-sent events. The first is waited for, so that a question nobody takes is refused in the usual form. */
async function streamed(c: Context, events: AsyncGenerator<DialogueEvent>): Promise<Response> {
  const encoder = new TextEncoder()
  let next = await events.next()
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      if (next.done === true) return stream.close()
      stream.enqueue(encoder.encode(eventText(next.value)))
      next = await events.next()
    },
    // The shopper has gone: nobody needs the rest of the answer.
    async cancel() {
      await events.return(undefined)
    },
  })
  return c.body(body, 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  })
}
