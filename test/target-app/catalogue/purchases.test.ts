import { expect, test } from 'vitest'
import { products } from '../../../target-app/catalogue/products.ts'
import { purchases } from '../../../target-app/catalogue/purchases.ts'

const categoryOf = new Map(products.map(({ id, category }) => [id, category]))

test('600 shoppers bought some things that exist, none twice and none of the limited ones', () => {
  expect(purchases).toHaveLength(600)
  for (const { bought } of purchases) {
    expect(bought.length).toBeGreaterThanOrEqual(4)
    expect(new Set(bought).size).toBe(bought.length)
    for (const id of bought) expect(categoryOf.get(id)).not.toBe('limited')
    for (const id of bought) expect(categoryOf.get(id)).toBeDefined()
  }
})

test('shoppers of one taste buy alike, so that there is something to learn', () => {
  const shares = (taste: string): Map<string, number> => {
    const all = purchases.filter((one) => one.taste === taste).flatMap(({ bought }) => bought)
    const byCategory = Map.groupBy(all, (id) => categoryOf.get(id) ?? '')
    return new Map([...byCategory].map(([category, ids]) => [category, ids.length / all.length]))
  }
  const gardeners = shares('gardeners')
  expect((gardeners.get('garden') ?? 0) + (gardeners.get('outdoor') ?? 0)).toBeGreaterThan(0.7)
  expect(shares('writers').get('garden') ?? 0).toBeLessThan(0.1)
})
