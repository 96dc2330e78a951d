/**
 * Chance that repeats: everything in the catalogue is made by it, the same every time. Also read by programs
 * that are not Node: no imports.
 */

/** Draws from one seed. */
export interface Random {
  /** 0 ≤ n < 1. */
  share(): number
  /** A whole number, 0 ≤ n < `end`. */
  below(end: number): number
  /** One of a list that is not empty. */
  pick<const L extends readonly [unknown, ...unknown[]]>(list: L): L[number]
}

/** The generator mulberry32 (Tommy Ettinger, public domain), seeded by a name. */
export function randomOf(name: string): Random {
  let state = hashOf(name)
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(share() * end)
  return { share, below, pick: (list) => list[below(list.length)] ?? list[0] }
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}
