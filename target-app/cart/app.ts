/** The routes of the cart service over what they need. */
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { AddItems, CartId, Checkout, IdempotencyKey, ItemToken } from '../contracts.ts'
import type { Health, Refusal } from '../contracts.ts'
import type { CartStore } from './cart-store.ts'
import type { Catalog } from './catalog.ts'
import type { Metrics } from './metrics.ts'
import type { OrderStore } from './order-store.ts'
import type { Page } from './page.ts'
import { ShopError } from './shop-error.ts'

export interface Parts {
  readonly carts: CartStore
  readonly orders: OrderStore
  readonly catalog: Pick<Catalog, 'list'>
  readonly health: () => Health
  readonly metrics: Metrics
  readonly page: Page
  readonly log: Pick<Logger, 'warn'>
  /** False plants the weakness `no-idempotency`. */
  readonly idempotency: boolean
}

export function cartApp(parts: Parts): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    const began = performance.now()
    await next()
    const ms = performance.now() - began
    parts.metrics.answered(c.req.method, c.res.status, ms)
    if (c.res.status >= 500 && c.req.path !== '/health') {
      const cause = c.error?.cause ?? c.error
      const because = cause instanceof Error ? cause.message : undefined
      const request = c.req.header('x-request-id')
      parts.log.warn(
        {
          event: 'refused',
          request,
          method: c.req.method,
          path: c.req.path,
          status: c.res.status,
          ms,
          because,
        },
        'request refused',
      )
    }
  })
  app.onError((error, c) => refuse(c, error))

  app.get('/carts/:id', async (c) =>
    c.json(await parts.carts.read(checked(CartId, c.req.param('id')))),
  )
  app.post('/carts/:id/items', async (c) => {
    const id = checked(CartId, c.req.param('id'))
    const items = checked(AddItems, await body(c))
    return c.json(await parts.carts.add(id, items), 201)
  })
  app.delete('/carts/:id/items/:token', async (c) => {
    const id = checked(CartId, c.req.param('id'))
    const token = checked(ItemToken, c.req.param('token'))
    return c.json(await parts.carts.remove(id, [token]))
  })
  app.post('/carts/:id/checkout', async (c) => {
    const id = checked(CartId, c.req.param('id'))
    const wish = checked(IdempotencyKey, c.req.header('idempotency-key'), 'header Idempotency-Key')
    const { items } = checked(Checkout, await body(c))
    // The weakness `no-idempotency`: every press of the button is a wish of its own.
    const key = parts.idempotency ? wish : `${wish}#${randomUUID()}`
    const order = await parts.orders.place(key, id, items)
    await emptyAfterwards(parts, id, items)
    return c.json(order, 201)
  })

  app.get('/products', (c) => c.json({ products: parts.catalog.list() }))
  app.get('/health', (c) => {
    const health = parts.health()
    return c.json(health, health.ready ? 200 : 503)
  })
  app.get('/alive', (c) => c.text('alive'))
  app.get('/metrics', async (c) => c.text(await parts.metrics.text()))
  app.get('/', (c) => parts.page.answer(c, 'index.html'))
  app.get('/page/:file', (c) => parts.page.answer(c, c.req.param('file')))
  return app
}

/** The order is placed whatever happens here; what stays in the cart can be removed by hand. */
async function emptyAfterwards(parts: Parts, id: string, items: Checkout['items']): Promise<void> {
  const tokens = items.flatMap(({ token }) => (token === undefined ? [] : [token]))
  if (tokens.length === 0) return
  try {
    await parts.carts.remove(id, tokens)
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    parts.log.warn(
      { event: 'cart-not-emptied', cart: id, because },
      'bought items stay in the cart',
    )
  }
}

async function body(c: Context): Promise<unknown> {
  try {
    return await c.req.json()
  } catch {
    throw new ShopError(400, 'not-json', 'The request has no readable JSON body.')
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, what = 'request'): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) => [...path, message].join(': '))
  throw new ShopError(400, 'bad-request', `${what}: ${problems.join('; ')}`)
}

function refuse(c: Context, error: Error): Response {
  const known =
    error instanceof ShopError ? error : new ShopError(500, 'fault', 'Something broke here.')
  const refusal: Refusal = { error: { code: known.code, message: known.message } }
  if (known.status === 503) c.header('Retry-After', '1')
  return c.json(refusal, known.status)
}
