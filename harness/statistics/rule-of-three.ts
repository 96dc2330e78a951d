import { confidence } from './confidence.ts'

/**
 * The largest share that "none of `n` was seen" leaves possible, at 95 %: 1 − 0.05^(1/n), close to
 * 3/n. 0 lost of 3,000 writes proves less than 0.1 % lost, not none. 1 without samples.
 * Source: J. A. Hanley, A. Lippman-Hand, "If nothing goes wrong, is everything all right?", 1983.
 */
export function ruleOfThree(n: number): number {
  return n === 0 ? 1 : 1 - (1 - confidence) ** (1 / n)
}
