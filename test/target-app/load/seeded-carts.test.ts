import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { AddItems, CartId } from '../../../target-app/contracts/cart.ts'
import {
  kinds,
  makes,
  productIds,
  seededCartId,
  seededItems,
} from '../../../target-app/load/seeded-carts.ts'

test('seeded carts are what the shop accepts, and repeat', () => {
  for (let i = 0; i < 120; i += 1) {
    expect(CartId.safeParse(seededCartId(i)).success).toBe(true)
    expect(AddItems.safeParse(seededItems(i)).success).toBe(true)
    expect(seededItems(i + 50)).toEqual(seededItems(i))
  }
})

test('the products are those of the database', () => {
  const schema = readFileSync(
    new URL('../../../target-app/postgres/schema/10-products.sql', import.meta.url),
    'utf8',
  )
  for (const kind of kinds) expect(schema).toMatch(new RegExp(`\\(\\d, '${kind}'`))
  for (const make of makes) expect(schema.toLowerCase()).toContain(`('${make}', `)
  expect(new Set(productIds).size).toBe(24)
})
