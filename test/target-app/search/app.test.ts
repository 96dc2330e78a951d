import { expect, test } from 'vitest'
import { SearchAnswer, ReviewsAnswer } from '../../../target-app/contracts/search.ts'
import { searchApp } from '../../../target-app/search/app.ts'
import { documentsOfCatalogue } from '../../../target-app/search/documents.ts'
import { SearchIndex } from '../../../target-app/search/search-index.ts'
import { newMetrics } from '../../../target-app/service/metrics.ts'

const index = SearchIndex.build(documentsOfCatalogue())
const app = searchApp({
  keeper: {
    serving: { index, generation: 4, source: 'previous' },
    load: () => {},
    write: () => {},
  },
  health: () => ({ replica: 'search-1', ready: true }),
  metrics: newMetrics(),
  log: { warn: () => {} },
})

test('an answer says what was found, and in which generation', async () => {
  const response = await app.request('/search?q=cobalt%20teapot&limit=2')
  const answer = SearchAnswer.parse(await response.json())
  expect(answer).toMatchObject({ query: 'cobalt teapot', generation: 4, source: 'previous' })
  expect(answer.products.map(({ id }) => id)[0]).toBe('cobalt-teapot')
  expect(answer.products).toHaveLength(2)
})

test('what makes no sense is refused with words', async () => {
  for (const path of ['/search', '/search?q=%20', '/search?q=a&limit=51', '/reviews?products=']) {
    const response = await app.request(path)
    expect(response.status, path).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 'bad-request' } })
  }
})

test('reviews are told by product; what nobody reviewed is left out', async () => {
  const response = await app.request('/reviews?products=amber-mug,no-such-thing')
  const { reviews } = ReviewsAnswer.parse(await response.json())
  expect(Object.keys(reviews)).toEqual(['amber-mug'])
})
