/** The files of the page, read once at start: serving them needs nothing that can fail. */
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Context } from 'hono'
import { ShopError } from '../service/shop-error.ts'

export interface Page {
  answer(c: Context, file: string): Response
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Each that is false plants a weakness: the page gets something else under the same name. */
export interface PageSwitches {
  /** `new-key-for-each-press`. */
  readonly wishKept: boolean
  /** `page-waits-for-guide`. */
  readonly guideLast: boolean
}

export function readPage(folder: string, { wishKept, guideLast }: PageSwitches): Page {
  const files = new Map(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )
  if (!wishKept) files.set('wish.js', files.get('wish-of-each-press.js') ?? '')
  if (!guideLast) files.set('shop.js', `${files.get('guide-first.js')}${files.get('shop.js')}`)
  return {
    answer(c, file) {
      const text = files.get(file)
      if (text === undefined)
        throw new ShopError(404, 'no-such-page', `There is no page "${file}".`)
      return c.body(text, 200, {
        'content-type': types[extname(file)] ?? 'text/plain; charset=utf-8',
        'cache-control': 'no-cache',
      })
    },
  }
}
