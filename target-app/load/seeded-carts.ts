/** The carts that are there before anybody comes. No imports: k6 reads this file too. */

export const makes = ['amber', 'cobalt', 'moss', 'slate'] as const
export const kinds = ['mug', 'teapot', 'lamp', 'blanket', 'notebook', 'bag'] as const

/** All products, as `postgres/schema/10-products.sql` makes them. */
export const productIds: readonly string[] = makes.flatMap((make) =>
  kinds.map((kind) => `${make}-${kind}`),
)

export const seededCarts = 50

export interface SeededItem {
  readonly token: string
  readonly product: string
  readonly quantity: number
}

export function seededCartId(index: number): string {
  return `seeded-${index % seededCarts}`
}

export function seededItems(index: number): SeededItem[] {
  const cart = index % seededCarts
  return [0, 1, 2].map((place) => ({
    token: `seeded-${cart}-${place}`,
    product: productId(cart * 3 + place),
    quantity: ((cart + place) % 4) + 1,
  }))
}

/** Goes round all products. */
export function productId(index: number): string {
  return productIds[index % productIds.length] ?? 'amber-mug'
}
