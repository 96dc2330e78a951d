import type { Frame } from './frame.ts'

/** Where the words of a bar stand: in it, right of it, or on a line of their own below it. */
export interface Inscription {
  readonly where: 'inside' | 'right' | 'below'
  readonly left: number
}

const margin = 7

/** `width` is that of the words; `start` and `end` are the bar's. To its left are the names of the rows. */
export function placeInscription(
  width: number,
  start: number,
  end: number,
  frame: Pick<Frame, 'left' | 'right'>,
): Inscription {
  if (width + 2 * margin <= end - start) return { where: 'inside', left: start + margin }
  if (end + margin + width <= frame.right) return { where: 'right', left: end + margin }
  return { where: 'below', left: Math.max(frame.left, Math.min(start, frame.right - width)) }
}
