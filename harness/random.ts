import { createHash } from 'node:crypto'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/** The only source of randomness: the same seed and the same questions give the same answers. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  fraction(): number
  /** A whole number between both bounds, both included. */
  integer(min: number, max: number): number
  /** One member of a list that is not empty. */
  pick<T extends string | number | object>(list: readonly T[]): T
  /** The same members in another order (Fisher–Yates: each drawn from those left). */
  shuffle<T extends string | number | object>(list: readonly T[]): readonly T[]
  /**
   * A stream of its own, told apart by name. It does not depend on what was drawn from this one,
   * so that a new draw in one place changes nothing in another.
   */
  derive(name: string): Random
}

/** A generator (xoroshiro128+) for one seed. The state is a hash of the seed, so close seeds share nothing. */
export function seededRandom(seed: number): Random {
  return stream(String(seed))
}

function stream(path: string): Random {
  const hash = createHash('sha256').update(path).digest()
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => hash.readInt32BE(at)))
  const integer = (min: number, max: number): number =>
    uniformInt(generator, min, Math.max(min, max))
  /** Takes one member out of a list that the caller owns. */
  const take = <T extends string | number | object>(list: T[]): T => {
    const [taken] = list.splice(integer(0, list.length - 1), 1)
    if (taken === undefined) throw new RangeError('nothing to pick from: the list is empty')
    return taken
  }
  return {
    fraction: () => uniformFloat64(generator),
    integer,
    pick: (list) => take([...list]),
    shuffle: (list) => {
      const rest = [...list]
      return list.map(() => take(rest))
    },
    derive: (name) => stream(`${path}/${name}`),
  }
}

/** A seed for a run that was given none: 31 bits, short enough to be typed again. */
export function seedFrom(wallMs: number): number {
  return createHash('sha256').update(String(wallMs)).digest().readUInt32BE(0) >>> 1
}
