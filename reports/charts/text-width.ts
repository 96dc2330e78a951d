/**
 * Widths in units of the font size, of DejaVu Sans: none of the page's fonts is wider, so that what has room
 * by this table has room in all of them.
 */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[ijlI]/u, 0.3],
  [/[ .,:;/|'!f\u202f]/u, 0.36],
  [/[-()[\]tr]/u, 0.42],
  [/[A-Z&]/u, 0.78],
  [/[mw→±≤≥<>=+~×✓✗−]/u, 0.98],
  [/[MW@%…]/u, 1],
  [/[\x20-\x7e–]/u, 0.64],
]

/** Width of a text in the page's font, never less than it is. `size` in CSS pixels. */
export function textWidth(text: string, size: number): number {
  const ems = Array.from(text, (letter) => widths.find(([which]) => which.test(letter))?.[1] ?? 1)
  return ems.reduce((sum, width) => sum + width, 0) * size
}

/** The text, cut where it would be wider than `room` pixels. */
export function cutToWidth(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text
  let kept = text
  while (kept !== '' && textWidth(`${kept}…`, size) > room) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}
