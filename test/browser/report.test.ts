import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../harness/prepare/chromium.ts'
import { page as pageOf } from '../../reports/page.ts'
import { samples } from '../../reports/samples/index.ts'

let browser: Browser
let folder: string

beforeAll(async () => {
  const executablePath = await findChromium()
  if (executablePath === undefined) throw new Error('no Chromium here: see aftershock doctor')
  const quiet = ['background-networking', 'component-update', 'sync', 'quic', 'gpu']
  const args = ['--no-sandbox', '--no-first-run', ...quiet.map((what) => `--disable-${what}`)]
  browser = await chromium.launch({ executablePath, args })
  folder = await mkdtemp(join(tmpdir(), 'aftershock-page-'))
  for (const [name, data] of Object.entries(samples)) {
    await writeFile(join(folder, `${name}.html`), pageOf(data))
  }
})

afterAll(async () => {
  await browser?.close()
  if (folder) await rm(folder, { recursive: true })
})

/** Opens a sample from disk. Every request it makes and every complaint it has is kept. */
async function opened(name: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options })
  const page = await context.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const address = pathToFileURL(join(folder, `${name}.html`)).href
  await page.goto(address)
  return { page, requests, complaints, address, [Symbol.asyncDispose]: () => context.close() }
}

/** How far the page, not a chart inside it, can be scrolled sideways. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
}

describe.each(Object.keys(samples))('%s', (name) => {
  test('opens from disk, fetches nothing, complains about nothing', async () => {
    await using open = await opened(name)
    const foreign = open.requests.filter((url) => url !== open.address && !url.startsWith('data:'))
    expect(foreign).toEqual([])
    expect(open.complaints).toEqual([])
  })

  test.each(['light', 'dark'] as const)(
    'breaks no accessibility rule in %s',
    async (colorScheme) => {
      await using open = await opened(name, { colorScheme })
      // What is folded in a suite is of the same kind as what is open, and would take minutes.
      const folds = "document.querySelectorAll('details:not(.fold)')"
      await open.page.evaluate(`for (const fold of ${folds}) fold.open = true`)
      const { violations } = await new AxeBuilder({ page: open.page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    },
  )

  test.each([360, 1366])('does not scroll sideways at %d px', async (width) => {
    await using open = await opened(name, { viewport: { width, height: 740 } })
    expect(await overflow(open.page)).toBeLessThanOrEqual(0)
  })
})

test('the ten seconds: verdict, promise, numbers and the chart are in the first view', async () => {
  await using open = await opened('failing')
  for (const seen of ['.verdict', 'h1', '.story', '.tiles', 'svg.timeline']) {
    const box = await open.page.locator(seen).first().boundingBox()
    expect(box).not.toBeNull()
    expect(box?.y).toBeLessThan(500)
  }
})

test('is complete without a script', async () => {
  await using open = await opened('failing', { javaScriptEnabled: false })
  await expect(open.page.locator('h1').textContent()).resolves.toContain('14.2 s')
  expect(await open.page.locator('svg.timeline path.area').count()).toBeGreaterThan(5)
  // Buttons that could do nothing are not there.
  expect(await open.page.locator('button:visible').count()).toBe(0)
})

test('works by keyboard: the cursor of the chart moves and says what it meets', async () => {
  await using open = await opened('failing')
  const chart = open.page.locator('[data-chart]')
  await chart.focus()
  await chart.press('Home')
  await chart.press('ArrowRight')
  const readout = open.page.locator('[data-readout]')
  expect(await readout.textContent()).toMatch(/^−14 s\s+cart\.add: 60 good; p95/u)
  await chart.press('End')
  expect(await readout.textContent()).toMatch(/^\+69 s/u)
})

test('every control can be reached with Tab, with a visible focus', async () => {
  await using open = await opened('failing')
  const reached = new Set<string>()
  for (let press = 0; press < 40; press += 1) {
    await open.page.keyboard.press('Tab')
    const focused = open.page.locator(':focus')
    if ((await focused.count()) === 0) break
    const outline = `getComputedStyle(document.activeElement).outlineStyle`
    expect(await open.page.evaluate<string>(outline)).not.toBe('none')
    reached.add(await open.page.evaluate<string>('document.activeElement.localName'))
  }
  expect([...reached].toSorted()).toEqual(['a', 'button', 'div', 'summary'])
})

/** Pairs of texts of the timeline that cover each other, and texts that stick out of it. */
const overlaps = `[...document.querySelectorAll('svg.timeline')].flatMap((chart) => {
  const frame = chart.getBoundingClientRect()
  const texts = [...chart.querySelectorAll('text')].map((text) => ({
    words: text.lastChild?.textContent,
    box: text.getBoundingClientRect(),
  }))
  const apart = (a, b) =>
    a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 3 || b.bottom <= a.top + 3
  const pairs = texts.flatMap((a, index) =>
    texts.slice(index + 1).flatMap((b) => (apart(a.box, b.box) ? [] : [a.words + ' / ' + b.words])),
  )
  const outside = texts.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1)
  return [...pairs, ...outside.map(({ words }) => words + ' sticks out')]
})`

test.each([
  ['busy', 1366],
  ['busy', 1920],
  ['busy', 360],
  ['failing', 1366],
  ['inconclusive', 1366],
  ['interrupted', 768],
])('no two texts of the timeline of %s cover each other at %d px', async (name, width) => {
  await using open = await opened(name, { viewport: { width, height: 768 } })
  expect(
    await open.page.evaluate<number>("document.querySelectorAll('svg.timeline text').length"),
  ).toBeGreaterThan(9)
  expect(await open.page.evaluate<string[]>(overlaps)).toEqual([])
})

test('nor in print', async () => {
  await using open = await opened('busy')
  await open.page.emulateMedia({ media: 'print' })
  expect(await open.page.evaluate<string[]>(overlaps)).toEqual([])
})

test('an inconclusive run says in the first view why, and what to do', async () => {
  await using open = await opened('inconclusive')
  for (const text of ['The load generator dropped 214', 'Lower the rate', 'can be believed']) {
    const box = await open.page.getByText(text).first().boundingBox()
    expect(box?.y).toBeLessThan(500)
  }
})

test('a fold opens by keyboard, and a link that leads into it from outside opens it at once', async () => {
  await using open = await opened('repeated')
  const fold = open.page.locator('details[data-for="cart-control"]')
  await fold.locator('summary').first().focus()
  await open.page.keyboard.press('Enter')
  await expect(fold.getAttribute('open')).resolves.toBe('')
  await open.page.goto('about:blank')
  await open.page.goto(`${open.address}#promo-queue-restarts`)
  await open.page.locator('#promo-queue-restarts').waitFor({ state: 'visible' })
})

test('a link that was followed before opens its fold again', async () => {
  await using open = await opened('repeated')
  const link = open.page.getByRole('link', { name: 'cart/control' })
  const goal = open.page.locator('#cart-control')
  await link.click()
  await goal.waitFor({ state: 'visible' })
  await open.page.locator('details[data-for="cart-control"] > summary').click()
  await goal.waitFor({ state: 'hidden' })
  await link.click()
  await expect(goal.isVisible()).resolves.toBe(true)
})

test('a link from the overview unfolds its scenario', async () => {
  await using open = await opened('repeated')
  const goal = open.page.locator('#cart-control')
  await expect(goal.isVisible()).resolves.toBe(false)
  await open.page.getByRole('link', { name: 'cart/control' }).click()
  await goal.waitFor({ state: 'visible' })
})

test('print shows what is folded away', async () => {
  await using open = await opened('repeated')
  await open.page.emulateMedia({ media: 'print' })
  await expect(open.page.locator('#cart-control').isVisible()).resolves.toBe(true)
})
