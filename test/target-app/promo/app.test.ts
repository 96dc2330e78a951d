import { describe, expect, test } from 'vitest'
import type { Claim } from '../../../target-app/contracts/promo.ts'
import { promoApp, type Parts } from '../../../target-app/promo/app.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'
import { errandFor } from '../../support/errands.ts'
import { unprotected } from '../../support/fake-redis.ts'

function office(changes: Partial<Parts> = {}) {
  const claims = new Map<string, { claim: Claim; sent: boolean }>()
  const published: string[] = []
  const app = promoApp({
    store: {
      async claim(claim, sent) {
        if (claims.has(claim.token)) return undefined
        claims.set(claim.token, { claim, sent })
        return errandFor(claim.token)
      },
      stateOf: async (token) => (claims.has(token) ? 'on-its-way' : undefined),
    },
    postgres: unprotected,
    queues: { publish: async (_queue, { id }) => void published.push(id) },
    queue: 'errands',
    outbox: true,
    health: () => ({ replica: 'promo', ready: true }),
    metrics: { answered: () => undefined, breaker: () => undefined, text: async () => '' },
    log: { warn: () => undefined },
    ...changes,
  })
  const claim = async (body: unknown) =>
    app.request('/promo/claim', { method: 'POST', body: JSON.stringify(body) })
  return { app, claim, claims, published }
}
const wish = { shopper: 'anna', promotion: 'welcome', token: 't1' }

describe('a claim', () => {
  test('is written down, and not sent while the shopper waits', async () => {
    const { claim, claims, published } = office()
    const answer = await claim(wish)
    expect([answer.status, await answer.json()]).toEqual([202, { token: 't1', replayed: false }])
    expect(claims.get('t1')).toEqual({ claim: wish, sent: false })
    expect(published).toEqual([])
  })

  test('made twice is one claim', async () => {
    const { claim, claims } = office()
    await claim(wish)
    expect(await (await claim(wish)).json()).toEqual({ token: 't1', replayed: true })
    expect(claims.size).toBe(1)
  })

  test.each([{}, { ...wish, token: 'no spaces' }, { ...wish, more: 1 }])(
    'that makes no sense is refused: %o',
    async (body) => {
      expect((await office().claim(body)).status).toBe(400)
    },
  )

  test('without an outbox is sent at once, and fails when that fails', async () => {
    const sound = office({ outbox: false })
    expect((await sound.claim(wish)).status).toBe(202)
    expect(sound.published).toEqual([errandFor('t1').id])
    expect(sound.claims.get('t1')?.sent).toBe(true)
    const gone = { publish: () => Promise.reject(new Error('the broker is not there')) }
    const answer = await office({ outbox: false, queues: gone }).claim(wish)
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      { error: { code: 'promo-resting' } },
    ])
  })

  test('of an unknown promotion is refused in clear words', async () => {
    const { claim } = office({
      store: {
        claim: () => Promise.reject(new ShopError(404, 'unknown-promotion', 'No such thing.')),
        stateOf: async () => undefined,
      },
    })
    expect((await claim(wish)).status).toBe(404)
  })

  test('can be asked about', async () => {
    const { app, claim } = office()
    await claim(wish)
    const known = await app.request('/promo/claims/t1')
    expect(await known.json()).toEqual({ token: 't1', state: 'on-its-way' })
    expect((await app.request('/promo/claims/t2')).status).toBe(404)
  })
})
