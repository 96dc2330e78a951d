import { stripVTControlCharacters } from 'node:util'

/** Logs and terminals that are wider are rare, and longer lines are hard to read in any. */
export const widest = 150

/**
 * Breaks a line between words so that none is wider than `columns`; what follows is indented under the
 * first word, and by `hang` more. Colours count as nothing. A word that is too long by itself stays whole.
 */
export function wrap(line: string, columns = widest, hang = 2): string[] {
  if (widthOf(line) <= columns) return [line]
  const indent = ' '.repeat(/^ */u.exec(line)?.[0].length ?? 0)
  const rows: string[] = []
  let row = indent
  for (const word of line.trimStart().split(/(?<=\S)(?= )/u)) {
    if (widthOf(row + word) > columns && row.trim() !== '') {
      rows.push(row)
      row = indent + ' '.repeat(hang) + word.trimStart()
    } else row += word
  }
  return [...rows, row]
}

function widthOf(text: string): number {
  return stripVTControlCharacters(text).length
}
