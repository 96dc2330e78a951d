/** Everything the shop sells. */
import { makeProducts, type CatalogueProduct } from './make-products.ts'

export type { CatalogueProduct }
export const products: readonly CatalogueProduct[] = makeProducts()
