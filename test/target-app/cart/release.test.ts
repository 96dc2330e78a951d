import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { mistakeOf } from '../../../target-app/cart/release.ts'

/** Carts behind this release: what is answered to a request for one of them. */
async function status(release: string, method: string, path: string): Promise<number> {
  const app = new Hono()
  app.onError((_, c) => c.text('broken', 500))
  const mistake = mistakeOf(release)
  if (mistake !== undefined) app.use('/carts/:id/*', mistake)
  app.get('/carts/:id', (c) => c.text('a cart'))
  app.post('/carts/:id/items', (c) => c.text('added'))
  app.get('/products', (c) => c.text('products'))
  return (await app.request(path, { method })).status
}

test('there is nothing wrong with release 1', () => {
  expect(mistakeOf('1')).toBe(undefined)
})

test('release 2 fails to show three carts in ten, and nothing else', async () => {
  const carts = Array.from({ length: 50 }, (_, i) => `/carts/seeded-${i}`)
  const shown = await Promise.all(carts.map((path) => status('2', 'GET', path)))
  expect(shown.filter((code) => code === 500)).toHaveLength(15)
  expect(await status('2', 'POST', '/carts/seeded-0/items')).toBe(200)
  expect(await status('2', 'GET', '/products')).toBe(200)
})

test('the release that leaks serves as well as ever', async () => {
  expect(await status('leaky', 'GET', '/carts/seeded-0')).toBe(200)
})
