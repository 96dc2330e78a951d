/** What only an operator beside this replica may do: nobody comes here from another machine. */
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Hono } from 'hono'
import type { Logger } from 'pino'
import { z } from 'zod'
import { CartId } from '../contracts/cart.ts'
import { checked } from '../service/app.ts'
import { ShopError } from '../service/shop-error.ts'
import type { CartStore } from './cart-store.ts'

const Version = z.coerce.number().int().min(1)
const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

export function fromHere(c: Context): boolean {
  return loopback.has(getConnInfo(c).remote.address ?? '')
}

export function operatorRoutes(
  app: Hono,
  carts: Pick<CartStore, 'versions' | 'rollBack'>,
  isOperator: (c: Context) => boolean,
  log: Pick<Logger, 'warn'>,
): void {
  app.use('/operator/*', async (c, next) => {
    if (!isOperator(c)) throw new ShopError(404, 'no-such-page', 'There is nothing here.')
    await next()
  })
  app.get('/operator/carts/:id/versions', async (c) =>
    c.json(await carts.versions(checked(CartId, c.req.param('id')))),
  )
  app.post('/operator/carts/:id/versions/:version', async (c) => {
    const id = checked(CartId, c.req.param('id'))
    const version = checked(Version, c.req.param('version'), 'version')
    const cart = await carts.rollBack(id, version)
    log.warn({ event: 'cart-rolled-back', cart: id, version }, 'an operator rolled a cart back')
    return c.json(cart)
  })
}
