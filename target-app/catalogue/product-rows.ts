/** The catalogue as PostgreSQL loads it. */
import type { CatalogueProduct } from './products.ts'

/**
 * The statements that fill `products` and `stock`. They lie in `postgres/schema/11-product-rows.sql`, because
 * that image knows no TypeScript; the test of this file writes them anew when it is run with `-u`.
 */
export function productRows(products: readonly CatalogueProduct[]): string {
  const rows = products.map(({ id, name, category, priceCents, stock }, at) => {
    const texts = [id, name, category].map(quoted).join(', ')
    return `(${at + 1}, ${texts}, ${priceCents}, ${stock})`
  })
  return `-- Written by catalogue/product-rows.ts; change the catalogue, not this file.
WITH catalogue (position, id, name, category, price_cents, stock) AS (VALUES
${rows.join(',\n')}
), listed AS (
  INSERT INTO products (position, id, name, category, price_cents)
  SELECT position, id, name, category, price_cents FROM catalogue
)
INSERT INTO stock (product, seeded, available) SELECT id, stock, stock FROM catalogue;
`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
