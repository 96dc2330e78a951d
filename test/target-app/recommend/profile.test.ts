import { describe, expect, test } from 'vitest'
import { products } from '../../../target-app/catalogue/products.ts'
import { purchases } from '../../../target-app/catalogue/purchases.ts'
import { countPairs, modelOf } from '../../../target-app/recommend/co-occurrence.ts'
import { bestFor, profileOf } from '../../../target-app/recommend/profile.ts'

const small = modelOf(
  'own',
  countPairs([
    ['mug', 'teapot'],
    ['mug', 'teapot'],
    ['lamp', 'bag'],
  ]),
)
const category = new Map(products.map(({ id, category: its }) => [id, its]))

describe('a profile', () => {
  test('leads to what others bought too, and to nothing that is there already', () => {
    expect(bestFor(profileOf(['mug'], small), small, undefined, 5)).toEqual(['teapot'])
    expect(bestFor(profileOf(['mug', 'teapot'], small), small, undefined, 5)).toEqual([])
  })

  test('bends to what is looked at, without naming it', () => {
    expect(bestFor(profileOf(['mug'], small), small, 'lamp', 5)).toEqual(['bag', 'teapot'])
    expect(bestFor(profileOf(['mug'], small), small, 'teapot', 5)).toEqual([])
  })

  test('of a stranger who looks at nothing leads nowhere', () => {
    expect(bestFor(profileOf([], small), small, undefined, 5)).toEqual([])
  })

  test('finds the taste of real shoppers far more often than chance would', () => {
    const model = modelOf('all', countPairs(purchases.map(({ bought }) => bought)))
    const cooks = purchases.filter(({ taste }) => taste === 'cooks').slice(0, 20)
    const found = cooks.flatMap(({ bought }) =>
      bestFor(profileOf(bought, model), model, undefined, 8),
    )
    const tasteful = found.filter((id) => ['kitchen', 'pantry'].includes(category.get(id) ?? ''))
    // Two of some thirteen categories: chance would find about one in six.
    expect(tasteful.length / found.length).toBeGreaterThan(0.6)
  })
})
