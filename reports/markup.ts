import { html as tagged, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Finished HTML or SVG. A plain string is never markup: it is escaped when it is put into some. */
export type Markup = HtmlEscapedString
export type Part = string | number | boolean | null | undefined | Markup | readonly Part[]

/**
 * Builds HTML or SVG; every inserted string is escaped, because log lines and error texts come from
 * programs that were being broken on purpose. `false`, `null` and `undefined` insert nothing.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const markup = tagged(dense(strings), ...parts)
  if (markup instanceof Promise) throw new TypeError('a page is made of plain values, not promises')
  return markup
}

/** For text of our own only: the style sheet and the script. */
export function trusted(text: string): Markup {
  return raw(text)
}

const denseStrings = new WeakMap<TemplateStringsArray, TemplateStringsArray>()

/** Templates are indented for those who edit them; the page need not carry that. */
function dense(strings: TemplateStringsArray): TemplateStringsArray {
  const known = denseStrings.get(strings)
  if (known !== undefined) return known
  const short = strings.map((text) => text.replace(/\s*\n\s*/gu, '\n'))
  const made = Object.assign(short, { raw: short })
  denseStrings.set(strings, made)
  return made
}
