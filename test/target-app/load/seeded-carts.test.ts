import { expect, test } from 'vitest'
import { AddItems, CartId } from '../../../target-app/contracts/cart.ts'
import { products } from '../../../target-app/catalogue/products.ts'
import { productIds, seededCartId, seededItems } from '../../../target-app/load/seeded-carts.ts'

test('seeded carts are what the shop accepts, and repeat', () => {
  for (let i = 0; i < 120; i += 1) {
    expect(CartId.safeParse(seededCartId(i)).success).toBe(true)
    expect(AddItems.safeParse(seededItems(i)).success).toBe(true)
    expect(seededItems(i + 50)).toEqual(seededItems(i))
  }
})

test('the load buys the first products of the catalogue, which are never sold out', () => {
  const first = products.slice(0, productIds.length)
  expect(first.map(({ id }) => id)).toEqual(productIds)
  for (const { stock } of first) expect(stock).toBe(1_000_000)
})
