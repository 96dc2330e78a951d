import { expect, test } from 'vitest'
import { productRows } from '../../../target-app/catalogue/product-rows.ts'
import { products } from '../../../target-app/catalogue/products.ts'

test('PostgreSQL is filled with the catalogue as it is', async () => {
  await expect(productRows(products)).toMatchFileSnapshot(
    '../../../target-app/postgres/schema/11-product-rows.sql',
  )
})

test('an apostrophe stays one', () => {
  const text = productRows([
    { id: 'a', name: "Founders' mug", category: 'c', priceCents: 5, description: '', stock: 2 },
  ])
  expect(text).toContain("(1, 'a', 'Founders'' mug', 'c', 5, 2)")
})
