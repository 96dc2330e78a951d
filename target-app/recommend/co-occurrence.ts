/**
 * "Who bought this also bought": two products are alike when the same people bought both. After Linden,
 * Smith, York: "Amazon.com recommendations: item-to-item collaborative filtering", IEEE Internet Computing, 2003.
 */
import type { PairCounts } from '../contracts/training.ts'

/** Product → the products most like it, best first. */
export interface Model {
  /** The training it came from. */
  readonly name: string
  readonly alike: ReadonlyMap<string, readonly Neighbour[]>
}
export interface Neighbour {
  readonly product: string
  /** Cosine of both products over all shoppers, 0 … 1. */
  readonly likeness: number
}

/** More neighbours than this only add noise. */
const neighboursKept = 40

/** One history is enough to count; the counts of many are added up. */
export function countPairs(histories: Iterable<readonly string[]>): PairCounts {
  const single: Record<string, number> = {}
  const pairs: Record<string, number> = {}
  for (const history of histories) {
    const bought = [...new Set(history)].toSorted()
    for (const [place, a] of bought.entries()) {
      single[a] = (single[a] ?? 0) + 1
      for (const b of bought.slice(place + 1)) pairs[`${a}|${b}`] = (pairs[`${a}|${b}`] ?? 0) + 1
    }
  }
  return { single, pairs }
}

/** The counts of separate shoppers together, in any order: that is why a training can be split. */
export function addCounts(all: Iterable<PairCounts>): PairCounts {
  const single: Record<string, number> = {}
  const pairs: Record<string, number> = {}
  for (const counts of all) {
    for (const [key, n] of Object.entries(counts.single)) single[key] = (single[key] ?? 0) + n
    for (const [key, n] of Object.entries(counts.pairs)) pairs[key] = (pairs[key] ?? 0) + n
  }
  return { single, pairs }
}

/** cos(a, b) = n(a and b) / √(n(a) · n(b)) */
export function modelOf(name: string, { single, pairs }: PairCounts): Model {
  const alike = new Map<string, Neighbour[]>()
  const note = (from: string, product: string, likeness: number): void => {
    const list = alike.get(from)
    if (list === undefined) alike.set(from, [{ product, likeness }])
    else list.push({ product, likeness })
  }
  for (const [key, together] of Object.entries(pairs)) {
    const [a = '', b = ''] = key.split('|')
    const likeness = together / Math.sqrt((single[a] ?? 1) * (single[b] ?? 1))
    note(a, b, likeness)
    note(b, a, likeness)
  }
  for (const [product, list] of alike) {
    alike.set(product, list.toSorted(byLikeness).slice(0, neighboursKept))
  }
  return { name, alike }
}

/** Equal likeness is decided by name, so that a model does not depend on the order of its parts. */
const byLikeness = (a: Neighbour, b: Neighbour): number =>
  b.likeness - a.likeness || (a.product < b.product ? -1 : 1)
