/** The carts that are there before anybody comes. No imports: k6 reads this file too. */

const makes = ['amber', 'cobalt', 'moss', 'slate'] as const
const kinds = ['mug', 'teapot', 'lamp', 'blanket', 'notebook', 'bag'] as const

/** The first products of the catalogue, which are there in plenty. */
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
