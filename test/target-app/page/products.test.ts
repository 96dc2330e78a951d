import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser, FakeShop } from '../../support/fake-shop-page.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const mug = { id: 'amber-mug', name: 'Amber mug', category: 'Kitchen', priceCents: 937 }
const busy = () =>
  Response.json(
    { error: { message: 'very full' } },
    { status: 503, headers: { 'retry-after': '7' } },
  )

/** A page whose shop answers the question for products like this, one answer after the other. */
async function page(answers: (() => Response)[]) {
  const browser = fakeBrowser(new FakeShop())
  let asked = 0
  vi.stubGlobal('fetch', async () => answers[asked++]?.() ?? Response.error())
  // Another name for the same file: nothing is known of another test's products.
  const script = new URL('../../../target-app/page/products.js', import.meta.url)
  script.search = 'alone'
  const { products, startProducts } = await import(script.href)
  products.clear()
  browser.find('all').hidden = true
  const told = vi.fn<() => void>()
  return {
    browser,
    told,
    products,
    start: () => startProducts(() => undefined, told),
    asked: () => asked,
  }
}

test('products that the shop does not tell are asked for again, not before it wants to be asked', async () => {
  const { browser, told, products, start, asked } = await page([
    busy,
    () => Response.error(),
    () => Response.json({ products: [mug] }),
  ])
  await expect(start()).rejects.toThrow('very full')
  expect([told.mock.calls.length, asked()]).toEqual([0, 1])
  // One and a half times what the shop said, and of three seconds where it said nothing.
  await vi.advanceTimersByTimeAsync(10_499)
  expect(asked()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(asked()).toBe(2)
  await vi.advanceTimersByTimeAsync(4499)
  expect(asked()).toBe(2)
  await vi.advanceTimersByTimeAsync(1)
  expect([told.mock.calls.length, asked()]).toEqual([1, 3])
  expect([...products.keys()]).toEqual(['amber-mug'])
  expect(browser.find('products').children).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked()).toBe(3)
})

test('products that come late leave alone what a search has found', async () => {
  const { browser, told, start } = await page([busy, () => Response.json({ products: [mug] })])
  await expect(start()).rejects.toThrow('very full')
  browser.find('all').hidden = false
  browser.find('found').textContent = '2 found'
  await vi.advanceTimersByTimeAsync(14_000)
  expect(told).toHaveBeenCalledOnce()
  expect(browser.find('found').textContent).toBe('2 found')
})
