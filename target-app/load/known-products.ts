/** What the shop sells, as shoppers know it. */
import { SharedArray } from 'k6/data'
import { makeProducts, type CatalogueProduct } from '../catalogue/make-products.ts'

const inOrder = (): CatalogueProduct[] => makeProducts().toSorted((a, b) => (a.id < b.id ? -1 : 1))

// Made once for all of k6's users; each of them making it anew took most of the time until the first request.
const catalogue = new SharedArray('catalogue', makeProducts)
const byId = new SharedArray('catalogue by id', inOrder)

/** The products in the order of the catalogue, round and round. */
export function productAt(index: number, among: number): CatalogueProduct | undefined {
  return catalogue[index % among]
}

/** The product of that id, if there is one; found by halves, as every look into a shared array costs a copy. */
export function productOf(id: string): CatalogueProduct | undefined {
  let [low, high] = [0, byId.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const product = byId[middle]
    if (product === undefined || product.id === id) return product
    if (product.id < id) low = middle + 1
    else high = middle
  }
  return undefined
}
