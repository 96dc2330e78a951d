import type { Response } from 'k6/http'
import { describe, expect, test } from 'vitest'
import { products } from '../../../target-app/catalogue/products.ts'
import { hasFound, judgeOffers } from '../../../target-app/load/guide-offers.ts'

const [mug, teapot] = products.map(({ id, name, category, priceCents }) => ({
  id,
  name,
  category,
  priceCents,
}))
const answer = (body: unknown, status = 200): Response => {
  const text = JSON.stringify(body)
  const response: Partial<Response> = { status, body: text, json: () => 'guide-resting' }
  return response as Response
}
const productOf = (id: string) => products.find((product) => product.id === id)
const judged = (body: unknown, fits = true) =>
  judgeOffers(answer(body), 'personal', productOf, () => fits)
const good = { tier: 'personal', ageMs: 0, products: [mug, teapot] }

describe('a list of offers', () => {
  test('is good when it is right and of the best tier', () => {
    expect(judged(good)).toEqual({ outcome: 'ok', status: 200, tier: 'personal' })
  })

  test.each(['category', 'popular'])('is degraded when it is right and %s', (tier) => {
    expect(judged({ ...good, tier })).toEqual({ outcome: 'degraded', status: 200, tier })
  })

  test('may be empty only while the guide rests', () => {
    expect(judged({ ...good, tier: 'resting', products: [] })).toMatchObject({
      outcome: 'degraded',
    })
    expect(judged({ ...good, products: [] })).toMatchObject({ error: 'wrong-content' })
    expect(judged({ ...good, tier: 'resting' })).toMatchObject({ error: 'wrong-content' })
  })

  test.each([
    ['a wrong price', { ...good, products: [{ ...mug, priceCents: 1 }] }],
    ['a wrong name', { ...good, products: [{ ...mug, name: 'Mug' }] }],
    ['a wrong category', { ...good, products: [{ ...mug, category: 'garden' }] }],
    ['a product that the shop does not have', { ...good, products: [{ ...mug, id: 'x' }] }],
    ['the same product twice', { ...good, products: [mug, mug] }],
    ['no age', { tier: 'personal', products: [mug] }],
    ['something else', 'hello'],
  ])('is wrong with %s', (_, body) => {
    expect(judged(body)).toEqual({ outcome: 'fail', status: 200, error: 'wrong-content' })
  })

  test('is wrong when it does not fit the wish', () => {
    expect(judged(good, false)).toMatchObject({ outcome: 'fail', error: 'wrong-content' })
  })

  test('may be kept for ten seconds, and two to be asked for and to arrive', () => {
    expect(judged({ ...good, ageMs: 12_000 })).toMatchObject({ outcome: 'ok' })
    expect(judged({ ...good, ageMs: 12_001 })).toMatchObject({ outcome: 'fail', error: 'too-old' })
  })

  test('is a failure when there is none', () => {
    expect(judgeOffers(answer({}, 503), 'personal', productOf, () => true)).toMatchObject({
      outcome: 'fail',
      error: 'guide-resting',
    })
  })
})

describe('what was found', () => {
  const reviews = { count: 2, stars: 4.5, latest: 'Good.' }
  test.each([
    ['full', [mug, { ...teapot, reviews }], true],
    ['full', [mug, teapot], false],
    ['full', [{ ...teapot, reviews }], false],
    ['partial', [mug, teapot], true],
    ['cached', [mug], true],
    ['partial', [teapot], false],
    ['resting', [], true],
  ])('is %s with %j: %s', (tier, shown, fits) => {
    const found = shown.map((offer) => ({ ...offer }))
    expect(hasFound(mug?.id ?? '', { tier, ageMs: 0, products: found })).toBe(fits)
  })
})
