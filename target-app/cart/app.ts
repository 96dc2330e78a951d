/** The routes of the cart service over what they need. */
import { randomUUID } from 'node:crypto'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { AddItems, CartId, Checkout, IdempotencyKey, ItemToken } from '../contracts/cart.ts'
import { tillRoutes } from '../locks/routes.ts'
import type { Tills } from '../locks/tills.ts'
import { bodyOf, checked, serviceApp, type ServiceParts } from '../service/app.ts'
import { wordsOf } from '../service/error-words.ts'
import type { CartStore } from './cart-store.ts'
import type { Catalog } from './catalog.ts'
import { operatorRoutes } from './operator-routes.ts'
import type { OrderStore } from './order-store.ts'
import type { Page } from './page.ts'

export interface Parts extends ServiceParts {
  readonly carts: CartStore
  readonly orders: OrderStore
  readonly tills: Tills
  readonly catalog: Pick<Catalog, 'list'>
  readonly page: Page
  /** Whether a request comes from somebody beside this replica. */
  readonly isOperator: (c: Context) => boolean
  /** False plants the weakness `no-idempotency`. */
  readonly idempotency: boolean
  /** False plants the weakness `emptied-before-the-order`. */
  readonly orderFirst: boolean
  /** What is wrong with this release of the cart, if anything. */
  readonly mistake?: MiddlewareHandler | undefined
}

export function cartApp(parts: Parts): Hono {
  const app = serviceApp(parts)
  if (parts.mistake !== undefined) app.use('/carts/:id/*', parts.mistake)
  app.get('/carts/:id', async (c) =>
    c.json(await parts.carts.read(checked(CartId, c.req.param('id')))),
  )
  app.post('/carts/:id/items', async (c) => {
    const id = checked(CartId, c.req.param('id'))
    const items = checked(AddItems, await bodyOf(c))
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
    const { items } = checked(Checkout, await bodyOf(c))
    // The weakness `no-idempotency`: every press of the button is a wish of its own.
    const key = parts.idempotency ? wish : `${wish}#${randomUUID()}`
    // The weakness `emptied-before-the-order`: an order that is not placed costs the shopper the cart.
    if (!parts.orderFirst) await emptied(parts, id, items)
    const order = await parts.orders.place(key, id, items)
    if (parts.orderFirst) await emptied(parts, id, items)
    return c.json(order, 201)
  })

  tillRoutes(app, parts.tills)
  operatorRoutes(app, parts.carts, parts.isOperator, parts.log)
  app.get('/products', (c) => c.json({ products: parts.catalog.list() }))
  app.get('/', (c) => parts.page.answer(c, 'index.html'))
  app.get('/page/:file', (c) => parts.page.answer(c, c.req.param('file')))
  return app
}

/** The order is placed whatever happens here; what stays in the cart can be removed by hand. */
async function emptied(parts: Parts, id: string, items: Checkout['items']): Promise<void> {
  const tokens = items.flatMap(({ token }) => (token === undefined ? [] : [token]))
  if (tokens.length === 0) return
  try {
    await parts.carts.remove(id, tokens)
  } catch (error) {
    const because = wordsOf(error)
    parts.log.warn(
      { event: 'cart-not-emptied', cart: id, because },
      'bought items stay in the cart',
    )
  }
}
