import { stripVTControlCharacters } from 'node:util'

const escape = String.fromCharCode(27)
const colours = new RegExp(`(${escape}\\[\\d+m)`, 'u')

/**
 * One line for a terminal. Log lines come from programs that are hurt: of all that could move a cursor
 * or hide text only colours pass.
 */
export function withoutControls(line: string): string {
  return line
    .split(colours)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\p{Cc}/gu, ' ')))
    .join('')
}

/** XML 1.0 has no place for most control characters, not even escaped. */
export function legalInXml(text: string): string {
  return stripVTControlCharacters(text)
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (character) =>
      '\t\n\r'.includes(character) ? character : '',
    )
}
