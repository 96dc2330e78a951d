import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser, FakeShop } from '../../support/fake-shop-page.ts'

const script = new URL('../../../target-app/page/products.js', import.meta.url)
/** What the shop has told of its products. */
const { products }: { products: Map<string, { priceCents: number }> } = await import(script.href)

let shop: FakeShop
let browser: ReturnType<typeof fakeBrowser>

beforeEach(() => {
  shop = new FakeShop()
  browser = fakeBrowser(shop)
})
afterEach(() => {
  products.clear()
  vi.unstubAllGlobals()
})

const mug = { id: 'amber-mug', name: 'Amber mug' }
const lamp = { id: 'moss-lamp', name: 'Moss lamp' }
const textOf = (id: string): string => browser.find(id).textContent
const press = (): Promise<void> => browser.find('buy').click()
const keys = (): string[] => shop.pressed.map(({ key }) => key)

/** A page with a mug in the cart, on which "Buy" was pressed; the order was placed and its answer was lost. */
async function lostAnswer() {
  const page = await browser.load()
  await page.add(mug)
  shop.fates.push('lost')
  await press()
  return page
}

test('a purchase without trouble tells the order number and leaves an empty cart', async () => {
  const page = await browser.load()
  await page.add(mug)
  await press()
  expect(textOf('confirmation')).toBe('Thank you! Your order number is 1001. You paid €9.37.')
  expect(textOf('cart-state')).toBe('There is nothing in it yet.')
  expect(browser.find('buy').disabled).toBe(true)
  await page.add(lamp)
  await press()
  expect(new Set(keys()).size).toBe(2)
})

test('after a lost answer the next press asks with the same key', async () => {
  await lostAnswer()
  expect(textOf('notice')).toMatch(/does not answer/)
  expect(textOf('cart-state')).toMatch(/not finished yet/)
  await press()
  expect(shop.pressed[1]).toEqual(shop.pressed[0])
  expect(textOf('confirmation')).toMatch(/number is 1001\..*placed before, and you paid once/)
  expect(textOf('cart-state')).toBe('There is nothing in it yet.')
})

test('what was added since is no part of it, and is bought by another press', async () => {
  const page = await lostAnswer()
  await page.add(lamp)
  await press()
  expect(shop.pressed[1]).toEqual(shop.pressed[0])
  expect(textOf('notice')).toMatch(/not bought yet/)
  await press()
  expect(shop.pressed[2]?.tokens).toHaveLength(1)
  expect(shop.pressed[2]?.tokens).not.toEqual(shop.pressed[0]?.tokens)
  expect(textOf('confirmation')).toMatch(/number is 1002\./)
})

test('a page that is loaded anew still knows, although the cart is empty', async () => {
  await lostAnswer()
  await browser.load()
  expect(textOf('cart-state')).toMatch(/not finished yet/)
  await press()
  expect(shop.pressed[1]).toEqual(shop.pressed[0])
  expect(textOf('confirmation')).toMatch(/number is 1001\./)
  await browser.load()
  expect(textOf('cart-state')).toBe('There is nothing in it yet.')
})

test('what may be bought already is not taken out of the cart', async () => {
  shop.empties = false
  await lostAnswer()
  const [row] = browser.find('items').children
  await row?.children[2]?.click()
  expect(textOf('notice')).toMatch(/may have bought this already/)
  expect(shop.items).toHaveLength(1)
})

test('what stayed in the cart is not bought again', async () => {
  shop.empties = false
  const page = await browser.load()
  await page.add(mug)
  await press()
  expect(textOf('confirmation')).toMatch(/number is 1001\./)
  shop.empties = true
  await press()
  expect(shop.pressed[1]).toEqual(shop.pressed[0])
  expect(shop.items).toEqual([])
  expect(browser.find('buy').disabled).toBe(true)
})

test('a page that was left before it saw the cart empty finds nothing unfinished', async () => {
  const page = await browser.load()
  await page.add(mug)
  shop.fates.push('silent-afterwards')
  await press()
  expect(textOf('confirmation')).toMatch(/number is 1001\./)
  expect(textOf('cart-state')).toMatch(/not finished yet/)
  await browser.load()
  expect(textOf('cart-state')).toBe('There is nothing in it yet.')
  expect(browser.find('buy').disabled).toBe(true)
})

test('a clear refusal ends the wish', async () => {
  const page = await browser.load()
  await page.add(mug)
  shop.fates.push('refused')
  await press()
  expect(textOf('notice')).toBe('There is not enough left.')
  expect(textOf('cart-state')).toBe('')
  await press()
  expect(new Set(keys()).size).toBe(2)
  expect(textOf('confirmation')).toMatch(/number is 1001\./)
})

test('a price that is not known is not shown as nothing, and what is not known can be bought', async () => {
  products.set('amber-mug', { priceCents: 937 })
  const page = await browser.load()
  page.showItems()
  expect(textOf('total')).toBe('€0.00')
  await page.add(mug)
  expect(textOf('total')).toBe('€9.37')
  await page.add(lamp)
  expect(textOf('total')).toBe('–')
  const prices = () =>
    browser.find('items').children.map(({ children }) => children[1]?.textContent)
  expect(prices()).toEqual(['€9.37', '–'])
  products.set('moss-lamp', { priceCents: 1000 })
  page.showItems()
  expect([...prices(), textOf('total')]).toEqual(['€9.37', '€10.00', '€19.37'])
  products.clear()
  await press()
  expect(textOf('confirmation')).toMatch(/number is 1001\./)
})
