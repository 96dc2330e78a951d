import { expect, test } from 'vitest'
import { products } from '../../../target-app/catalogue/products.ts'
import { reviews } from '../../../target-app/catalogue/reviews.ts'

test('every review is about a product that exists and has a name of its own', () => {
  const ids = new Set(products.map(({ id }) => id))
  expect(reviews.length).toBeGreaterThan(400)
  expect(new Set(reviews.map(({ id }) => id)).size).toBe(reviews.length)
  for (const { product } of reviews) expect(ids.has(product)).toBe(true)
})

test('people are mostly content, but not all of them', () => {
  const mean = reviews.reduce((sum, { stars }) => sum + stars, 0) / reviews.length
  expect(mean).toBeGreaterThan(3.5)
  expect(mean).toBeLessThan(4.5)
})
