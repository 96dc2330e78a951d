import { describe, expect, test } from 'vitest'
import { products } from '../../../target-app/catalogue/products.ts'
import { purchases } from '../../../target-app/catalogue/purchases.ts'
import { fallbacks } from '../../../target-app/guide/fallbacks.ts'

const made = (rightPrices = true) =>
  fallbacks({ products, bought: purchases.map(({ bought }) => bought), most: 8, rightPrices })
const price = new Map(products.map(({ id, priceCents }) => [id, priceCents]))
const wronglyPriced = (offers: readonly { id: string; priceCents: number }[]) =>
  offers.filter(({ id, priceCents }) => price.get(id) !== priceCents)

describe('the lower steps', () => {
  test('offer what sells best of the same category, without the product itself', () => {
    const offers = made().category('amber-mug')
    expect(offers).toHaveLength(8)
    expect(new Set(offers.map(({ category }) => category))).toEqual(new Set(['kitchen']))
    expect(offers.map(({ id }) => id)).not.toContain('amber-mug')
  })

  test('offer what sells best of all, best first', () => {
    const sold = (id: string) => purchases.filter(({ bought }) => bought.includes(id)).length
    const numbers = made().popular.map(({ id }) => sold(id))
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
    expect(numbers[0]).toBe(Math.max(...products.map(({ id }) => sold(id))))
  })

  test('have nothing for a product that nobody knows', () => {
    expect(made().category('nothing')).toEqual([])
    expect(
      made()
        .offers(['amber-mug', 'nothing'])
        .map(({ id }) => id),
    ).toEqual(['amber-mug'])
  })

  test('cost what they cost, unless the weakness is planted', () => {
    const right = made()
    expect(wronglyPriced([...right.popular, ...right.category('amber-mug')])).toEqual([])
    expect(wronglyPriced(made(false).popular)).toHaveLength(8)
    expect(wronglyPriced(made(false).category('amber-mug'))).toHaveLength(8)
  })
})
