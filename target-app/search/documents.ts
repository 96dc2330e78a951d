/** What is searched: one document for each product. */
import { z } from 'zod'
import { products } from '../catalogue/products.ts'
import { reviews } from '../catalogue/reviews.ts'

export const SearchDocument = z.object({
  id: z.string(),
  name: z.string(),
  category: z.string(),
  priceCents: z.number(),
  description: z.string(),
  /** All that was said about it. */
  opinions: z.string(),
})
export type SearchDocument = z.infer<typeof SearchDocument>

/** All of them, from the catalogue: this is what a lost index is made of again. */
export function documentsOfCatalogue(): readonly SearchDocument[] {
  const said = Map.groupBy(reviews, ({ product }) => product)
  return products.map(({ id, name, category, priceCents, description }) => {
    const opinions = (said.get(id) ?? []).map(({ text }) => text).join(' ')
    return { id, name, category, priceCents, description, opinions }
  })
}
