import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { cartStore } from '../../../target-app/cart/cart-store.ts'
import { operatorRoutes } from '../../../target-app/cart/operator-routes.ts'
import { FakeRedis, unprotected } from '../../support/fake-redis.ts'

const item = (token: string) => ({ token, product: 'amber-mug', quantity: 1 })

async function trial(isOperator: boolean) {
  const carts = cartStore(new FakeRedis(), unprotected)
  for (const token of ['a', 'b']) await carts.add('me', [item(token)])
  const app = new Hono()
  operatorRoutes(app, carts, () => isOperator, { warn: () => undefined })
  app.onError((error, c) => c.text(error.message, 404))
  return { carts, app }
}

test('an operator sees earlier versions of a cart, and goes back to one', async () => {
  const { carts, app } = await trial(true)
  const kept = await (await app.request('/operator/carts/me/versions')).json()
  expect(kept).toEqual([{ id: 'me', version: 1, items: [item('a')] }])
  await app.request('/operator/carts/me/versions/1', { method: 'POST' })
  expect((await carts.read('me')).items).toEqual([item('a')])
})

test('nobody else does', async () => {
  const { carts, app } = await trial(false)
  const answer = await app.request('/operator/carts/me/versions/1', { method: 'POST' })
  expect(answer.status).toBe(404)
  expect((await carts.read('me')).version).toBe(2)
})
