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
