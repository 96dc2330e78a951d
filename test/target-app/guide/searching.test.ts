import { describe, expect, test } from 'vitest'
import { Cache } from '../../../target-app/guide/cache.ts'
import { search, type Finding, type SearchParts } from '../../../target-app/guide/searching.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'

const mug = { id: 'amber-mug', name: 'Amber mug', category: 'kitchen', priceCents: 937 }
const said = { count: 2, stars: 4.5, latest: 'Good.' }
const rests = () => Promise.reject(new ShopError(503, 'search-resting', 'The search is resting.'))

const parts = (changes: Partial<SearchParts> = {}): SearchParts => ({
  find: async (query) => ({
    query,
    generation: 1,
    source: 'newest',
    products: [{ ...mug, score: 3 }],
  }),
  reviewsOf: async () => ({ reviews: { 'amber-mug': said } }),
  cache: undefined,
  partial: true,
  ...changes,
})

describe('a search', () => {
  test('is full with its reviews, and says nothing of scores', async () => {
    expect(await search(parts(), 'mug')).toEqual({
      tier: 'full',
      query: 'mug',
      products: [{ ...mug, reviews: said }],
      ageMs: 0,
    })
  })

  test('is partial without its reviews', async () => {
    expect(await search(parts({ reviewsOf: rests }), 'mug')).toEqual({
      tier: 'partial',
      query: 'mug',
      products: [mug],
      ageMs: 0,
      missing: ['reviews'],
    })
  })

  test('rests when it may not be partial', async () => {
    expect(await search(parts({ reviewsOf: rests, partial: false }), 'mug')).toMatchObject({
      tier: 'resting',
    })
  })

  test('asks for no reviews of nothing', async () => {
    const find = async (query: string) => ({
      query,
      generation: 1,
      source: 'newest' as const,
      products: [],
    })
    expect(await search(parts({ find, reviewsOf: rests }), 'unicorn')).toMatchObject({
      tier: 'full',
      products: [],
    })
  })

  test('rests in clear words when there is nothing to show', async () => {
    expect(await search(parts({ find: rests }), 'mug')).toEqual({
      tier: 'resting',
      query: 'mug',
      products: [],
      ageMs: 0,
      because: 'search-resting',
      message: 'The search is resting.',
    })
  })

  test('passes on that a query is no query', async () => {
    const nonsense = () => Promise.reject(new ShopError(400, 'bad-request', 'no'))
    await expect(search(parts({ find: nonsense }), 'x')).rejects.toMatchObject({ status: 400 })
  })

  test('is cached, with its age, once asking anew has failed', async () => {
    let now = 0
    const cache = new Cache<Finding>({
      freshMs: 100,
      maxAgeMs: 1000,
      maxEntries: 9,
      now: () => now,
    })
    await search(parts({ cache }), 'Mug')
    now = 500
    const failing = parts({ cache, find: rests })
    expect(await search(failing, 'mug')).toMatchObject({ tier: 'full', ageMs: 500 })
    await new Promise((resolve) => setImmediate(resolve))
    expect(await search(failing, 'mug')).toMatchObject({ tier: 'cached', ageMs: 500 })
    now = 1500
    expect(await search(failing, 'mug')).toMatchObject({ tier: 'resting' })
  })
})
