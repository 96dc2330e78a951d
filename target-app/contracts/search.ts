/** What the search may be asked and what it answers. */
import { z } from 'zod'
import { Name, type Health } from './answers.ts'

/** `GET /search?q=…&limit=…` */
export const SearchQuery = z.object({
  q: z.string().trim().min(1, 'say what you look for').max(200),
  limit: z.coerce.number().int().min(1).max(50).default(12),
})
export type SearchQuery = z.infer<typeof SearchQuery>

/** A product that fits, best first. */
export const Found = z.object({
  id: Name,
  name: z.string(),
  category: z.string(),
  priceCents: z.int().positive(),
  /** BM25; only comparable within one answer. */
  score: z.number(),
})
export type Found = z.infer<typeof Found>

/** Where the index that answers came from. */
export const IndexSource = z.enum(['newest', 'previous', 'oldest', 'rebuilt'])
export type IndexSource = z.infer<typeof IndexSource>

export const SearchAnswer = z.object({
  query: z.string(),
  /** Grows with every snapshot that was written. */
  generation: z.int(),
  source: IndexSource,
  products: z.array(Found),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

/** `GET /reviews?products=a,b,c`: a part of its own, so that a search can be answered without it. */
export const ReviewsQuery = z.object({
  products: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(Name).min(1).max(50)),
})

/** What people say about a product. */
export const ReviewSummary = z.object({
  count: z.int().positive(),
  stars: z.number(),
  latest: z.string(),
})

/** By product; one that nobody reviewed is left out. */
export const ReviewsAnswer = z.object({
  reviews: z.record(z.string(), ReviewSummary),
})
export type ReviewsAnswer = z.infer<typeof ReviewsAnswer>

/** `GET /health` of one search replica. */
export interface SearchHealth extends Health {
  readonly generation: number
  readonly source: IndexSource
}
