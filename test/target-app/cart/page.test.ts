import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { readPage, type PageSwitches } from '../../../target-app/cart/page.ts'
import { repository } from '../../support/repository.ts'

const pageOf = (planted: Partial<PageSwitches> = {}) =>
  readPage(join(repository, 'target-app/page'), { wishKept: true, guideLast: true, ...planted })

/** What a browser gets that asks for a file of the page. */
async function served(file: string, planted: Partial<PageSwitches> = {}): Promise<string> {
  const page = pageOf(planted)
  const app = new Hono().get('/:file', (c) => page.answer(c, c.req.param('file')))
  const response = await app.request(`/${file}`)
  return response.text()
}

const exportsOf = (script: string): string[] =>
  [...script.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name = '']) => name).toSorted()

test('the page remembers a wish to buy, unless the weakness is planted', async () => {
  const weakness = { wishKept: false }
  const [sound, planted] = [await served('wish.js'), await served('wish.js', weakness)]
  expect(sound).toContain('localStorage')
  expect(planted).not.toContain('localStorage')
  expect(exportsOf(planted)).toEqual(exportsOf(sound))
  expect(await served('cart.js', weakness)).toBe(await served('cart.js'))
})

test('the page shows the shop before it asks the guide, unless the weakness is planted', async () => {
  const [sound, planted] = [await served('shop.js'), await served('shop.js', { guideLast: false })]
  expect(sound).toContain('await start()\nawait startGuide()')
  expect(sound).not.toContain('/guide/')
  expect(planted).toMatch(/^await ask\(`\/guide\/recommend/m)
  expect(planted.endsWith(sound)).toBe(true)
})

test('a page that is not there is not found', async () => {
  const app = new Hono()
  let refusal: unknown
  app.onError((error, c) => {
    refusal = error
    return c.text('')
  })
  app.get('/:file', (c) => pageOf().answer(c, c.req.param('file')))
  await app.request('/nothing.js')
  expect(refusal).toMatchObject({ status: 404, code: 'no-such-page' })
})
