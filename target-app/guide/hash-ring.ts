/**
 * Which replica knows a shopper. On a hash ring with virtual nodes (Karger et al., "Consistent hashing and
 * random trees", STOC 1997) only the shoppers of a replica that leaves have to move, about one in n.
 */
import { createHash } from 'node:crypto'

export interface Placing {
  /** All replicas: first the shopper's own, then those to ask when it does not answer. */
  order(shopper: string): readonly string[]
}

/** Points of each replica on the ring. The more, the more even the shares: about ±1/√points. */
const pointsEach = 160

export function hashRing(replicas: readonly string[]): Placing {
  const points = replicas
    .flatMap((replica) =>
      Array.from({ length: pointsEach }, (_, index) => ({
        at: positionOf(`${replica}#${index}`),
        replica,
      })),
    )
    .toSorted((a, b) => a.at - b.at)
  return {
    order(shopper) {
      const start = firstAtOrAfter(points, positionOf(shopper))
      const met = new Set<string>()
      for (let step = 0; step < points.length && met.size < replicas.length; step += 1) {
        const point = points[(start + step) % points.length]
        if (point !== undefined) met.add(point.replica)
      }
      return [...met]
    },
  }
}

/** What the ring is better than: position modulo the number of those that are alive just now. */
export function moduloPlacing(alive: () => readonly string[]): Placing {
  return {
    order(shopper) {
      const all = alive()
      const start = all.length === 0 ? 0 : positionOf(shopper) % all.length
      return [...all.slice(start), ...all.slice(0, start)]
    },
  }
}

/** 0 … 2^32 - 1, evenly spread and the same on every machine. */
function positionOf(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32BE(0)
}

/** Binary search; `points.length` when all lie before. */
function firstAtOrAfter(points: readonly { readonly at: number }[], at: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    const point = points[middle]
    if (point !== undefined && point.at < at) low = middle + 1
    else high = middle
  }
  return low
}
