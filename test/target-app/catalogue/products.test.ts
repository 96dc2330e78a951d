import { expect, test } from 'vitest'
import { Name } from '../../../target-app/contracts/answers.ts'
import { products } from '../../../target-app/catalogue/products.ts'

test('there are 240 products with names of their own that may stand in an address', () => {
  expect(products).toHaveLength(240)
  expect(new Set(products.map(({ id }) => id)).size).toBe(240)
  expect(new Set(products.map(({ name }) => name)).size).toBe(240)
  for (const { id } of products) expect(Name.safeParse(id).success).toBe(true)
})

test('prices are whole cents that a little shop may ask for', () => {
  for (const { priceCents } of products) {
    expect(Number.isInteger(priceCents)).toBe(true)
    expect(priceCents).toBeGreaterThanOrEqual(400)
    expect(priceCents).toBeLessThan(20_000)
  }
})

test('the oldest products keep the prices they always had', () => {
  const price = new Map(products.map(({ id, priceCents }) => [id, priceCents]))
  expect(price.get('amber-mug')).toBe(937)
  expect(price.get('cobalt-mug')).toBe(1187)
  expect(price.get('slate-bag')).toBe(2722)
})

test('a category has several products, and only the limited ones are few', () => {
  const categories = Map.groupBy(products, ({ category }) => category)
  expect(categories.size).toBe(14)
  for (const [category, inIt] of categories) {
    expect(inIt.length, category).toBeGreaterThanOrEqual(8)
    for (const { stock } of inIt) expect(stock).toBe(category === 'limited' ? 40 : 1_000_000)
  }
})

test('a description says what it is in whole sentences', () => {
  for (const { description } of products) expect(description).toMatch(/^[A-Z].{40,}\.$/)
})
