import { expect, test } from 'vitest'
import { bodyOf, serviceApp } from '../../../target-app/service/app.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'

/** A service with two pages; what it counted and what it said in its log. */
function service(ready = true) {
  const counted: string[] = []
  const logged: unknown[] = []
  const app = serviceApp({
    health: () => ({ replica: 'cart-1', ready }),
    metrics: {
      answered: (method, status) => void counted.push(`${method} ${status}`),
      breaker: () => undefined,
      text: async () => 'shop_answers_total 1',
    },
    log: { warn: (line: unknown) => void logged.push(line) },
  })
  app.post('/echo', async (c) => c.json({ heard: await bodyOf(c) }))
  app.get('/well', (c) => c.text('well'))
  app.get('/broken', () => {
    throw new ShopError(503, 'resting', 'Not now.', { cause: new Error('no connection') })
  })
  return { app, counted, logged }
}

test('what shoppers ask is counted; questions about its health are not', async () => {
  const { app, counted } = service()
  for (const path of ['/health', '/alive', '/metrics', '/well', '/broken']) await app.request(path)
  expect(counted).toEqual(['GET 200', 'GET 503'])
})

test('its health is a status that balancers understand', async () => {
  expect((await service(true).app.request('/health')).status).toBe(200)
  expect((await service(false).app.request('/health')).status).toBe(503)
})

test('what broke is one line in the log with the id of the request; a health check is none', async () => {
  const { app, logged } = service(false)
  await app.request('/health')
  const answer = await app.request('/broken', { headers: { 'x-request-id': 'r-7' } })
  expect(answer.headers.get('retry-after')).toBe('1')
  expect(await answer.json()).toEqual({ error: { code: 'resting', message: 'Not now.' } })
  expect(logged).toEqual([
    expect.objectContaining({ event: 'refused', request: 'r-7', because: 'no connection' }),
  ])
})

test('where nothing is, the answer is a refusal like every other', async () => {
  const answer = await service().app.request('/nowhere')
  expect([answer.status, await answer.json()]).toEqual([
    404,
    { error: { code: 'not-found', message: 'There is nothing here.' } },
  ])
})

test('who says more than anybody has to say is refused, with the length told before or not', async () => {
  const { app, counted } = service()
  const say = (letters: number, told: boolean) => {
    const body = JSON.stringify('x'.repeat(letters))
    const headers = told ? { 'content-length': String(body.length) } : {}
    return app.request('/echo', { method: 'POST', body, headers })
  }
  for (const told of [true, false]) {
    const heard = await say(1_000_000, told)
    expect([heard.status, await heard.json()]).toEqual([200, { heard: 'x'.repeat(1_000_000) }])
    const refused = await say(1_100_000, told)
    expect([refused.status, await refused.json()]).toMatchObject([
      413,
      { error: { code: 'too-large' } },
    ])
  }
  expect(counted).toEqual(['POST 200', 'POST 413', 'POST 200', 'POST 413'])
})
