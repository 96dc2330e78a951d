import { describe, expect, test } from 'vitest'
import type { PersonalProducts } from '../../../target-app/contracts/recommend.ts'
import { Cache } from '../../../target-app/guide/cache.ts'
import { recommend, type LadderParts } from '../../../target-app/guide/recommendations.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'

const offer = (id: string) => ({ id, name: id, category: 'kitchen', priceCents: 100 })
const warm: PersonalProducts = { replica: 'r', warm: true, model: 'own', products: ['pan'] }
const rests = () => Promise.reject(new ShopError(503, 'recommend-resting', 'resting'))

const parts = (changes: Partial<LadderParts> = {}): LadderParts => ({
  personal: async () => warm,
  cache: undefined,
  fallbacks: {
    category: (product) => (product === 'mug' ? [offer('teapot')] : []),
    popular: [offer('lamp')],
    offers: (ids) => ids.map(offer),
  },
  ladder: true,
  ...changes,
})
const wish = { shopper: 'ada', product: 'mug' }

describe('the ladder', () => {
  test('begins with what is made for the shopper', async () => {
    expect(await recommend(parts(), wish)).toEqual({
      tier: 'personal',
      products: [offer('pan')],
      ageMs: 0,
    })
  })

  test.each([
    ['category', wish],
    ['popular', { shopper: 'ada' }],
    ['popular', { shopper: 'ada', product: 'unknown' }],
  ])('goes down to %s for %o while the recommender rests', async (tier, wished) => {
    expect(await recommend(parts({ personal: rests }), wished)).toMatchObject({
      tier,
      because: 'recommend-resting',
    })
  })

  test.each([{ warm: false }, { products: [] }])(
    'goes down for a shopper whom nobody knows yet: %o',
    async (change) => {
      const personal = async () => ({ ...warm, ...change })
      expect(await recommend(parts({ personal }), wish)).toMatchObject({
        tier: 'category',
        because: 'not-known-yet',
      })
    },
  )

  test('has one step when it is off', async () => {
    await expect(recommend(parts({ personal: rests, ladder: false }), wish)).rejects.toMatchObject({
      code: 'recommend-resting',
    })
  })

  test('does not hide a mistake of its own', async () => {
    const personal = () => Promise.reject(new TypeError('a bug'))
    await expect(recommend(parts({ personal }), wish)).rejects.toThrow('a bug')
  })

  test('keeps personal answers only, and not those that say "ask again"', async () => {
    let known = false
    let now = 0
    const options = { freshMs: 100, maxAgeMs: 1000, maxEntries: 10, now: () => now }
    const cache = new Cache<PersonalProducts>(options)
    const all = parts({ cache, personal: async () => ({ ...warm, warm: known }) })
    expect(await recommend(all, wish)).toMatchObject({ tier: 'category' })
    known = true
    expect(await recommend(all, wish)).toMatchObject({ tier: 'personal' })
    known = false
    now = 50
    expect(await recommend(all, wish)).toMatchObject({ tier: 'personal', ageMs: 50 })
  })
})
