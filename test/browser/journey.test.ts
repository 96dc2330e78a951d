import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, type ProbeBrowser } from '../../harness/probes/browser.ts'
import { playJourney, type Pass } from '../../harness/probes/journey.ts'
import { makeThumbnails } from '../../harness/probes/thumbnails.ts'
import type { Journey } from '../../harness/target/target.ts'
import { findChromium } from '../../harness/prepare/chromium.ts'

const page = `<!doctype html><title>Shop</title><h1>Cart</h1><p id="cookies"></p>
<button onclick="document.title = 'bought'; document.cookie = 'seen=1'">Buy</button>
<script>document.querySelector('#cookies').textContent = document.cookie || 'a new visitor'</script>`

const open = { name: 'open the shop', run: (p: Page, { url }: { url: URL }) => go(p, url.href) }
const buy = { name: 'buy', run: (p: Page) => p.getByRole('button', { name: 'Buy' }).click() }
const pay = { name: 'pay', run: (p: Page) => p.getByRole('button', { name: 'Pay' }).click() }

async function go(p: Page, address: string): Promise<void> {
  await p.goto(address)
}
const journeyOf = (...steps: Journey['steps']): Journey => ({ summary: 'buys a thing', steps })

let folder = ''
let server: Server
let other: Server
let askedElsewhere = 0
let browser: ProbeBrowser
let executablePath = ''

beforeAll(async () => {
  const found = await findChromium()
  if (found === undefined)
    throw new Error('no Chromium on this machine: aftershock doctor says more')
  executablePath = found
  folder = await mkdtemp(join(tmpdir(), 'aftershock-journey-'))
  server = await serve((path) => (path === '/hang' ? undefined : page))
  other = await serve(() => {
    askedElsewhere += 1
    return 'hello'
  })
  browser = await openBrowser({ executablePath })
}, 60_000)

afterAll(async () => {
  await browser[Symbol.asyncDispose]()
  for (const each of [server, other]) {
    each.closeAllConnections()
    each.close()
  }
  await rm(folder, { recursive: true })
})

async function serve(body: (path: string) => string | undefined): Promise<Server> {
  const made = createServer((request, response) => {
    const text = body(request.url ?? '/')
    if (text !== undefined) response.setHeader('content-type', 'text/html').end(text)
  })
  await new Promise<void>((resolve) => {
    made.listen(0, '127.0.0.1', resolve)
  })
  return made
}

function urlOf(of: Server): URL {
  const address = of.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return new URL(`http://127.0.0.1:${address.port}/`)
}

function passOf(journey: Journey, changes: Partial<Pass> = {}): Pass {
  return {
    name: 'buy',
    journey,
    moment: 'baseline',
    url: urlOf(server),
    shopper: 'anna',
    folder,
    clock: performance,
    ...changes,
  }
}

describe('playJourney', { timeout: 60_000 }, () => {
  test('plays every step and takes a picture of the end', async () => {
    const titled = {
      name: 'is told',
      run: async (p: Page) => expect(await p.title()).toBe('bought'),
    }
    const { record, doubt } = await playJourney(browser, passOf(journeyOf(open, buy, titled)))
    expect(doubt).toBeUndefined()
    expect(record).toMatchObject({
      kind: 'browser',
      journey: 'buy',
      moment: 'baseline',
      ok: true,
      steps: [
        { name: 'open the shop', ok: true },
        { name: 'buy', ok: true },
        { name: 'is told', ok: true },
      ],
      screenshot: 'screenshots/buy-baseline.png',
    })
    expect(record).not.toHaveProperty('error')
    expect(record.end).toBeGreaterThan(record.start)
    const picture = await readFile(join(folder, 'screenshots/buy-baseline.png'))
    // Width and height stand in a PNG at bytes 16 and 20.
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1280, 800])
  })

  test('stops at the first step that fails, says why in one line, and still takes the picture', async () => {
    const pass = passOf(journeyOf(open, pay, buy), { moment: 'fault', stepTimeoutMs: 500 })
    const { record, doubt } = await playJourney(browser, pass)
    expect(doubt).toBeUndefined()
    expect(record.ok).toBe(false)
    expect(record.steps.map(({ name, ok }) => [name, ok])).toEqual([
      ['open the shop', true],
      ['pay', false],
    ])
    expect(record.error).toMatch(
      /^pay: .*500ms.*waiting for getByRole\('button', \{ name: 'Pay' \}\)/,
    )
    expect(record.error).not.toContain('\n')
    await access(join(folder, record.screenshot ?? 'none'))
  })

  test.each([
    ['at first', []],
    ['later', [open]],
  ])(
    'a page that does not answer %s costs the patience for one step, and has a picture',
    async (when, before) => {
      const hang = {
        name: 'wait',
        run: (p: Page, { url }: { url: URL }) => go(p, `${url.href}hang`),
      }
      const changes = { name: `hang ${when}`, stepTimeoutMs: 500 }
      const { record } = await playJourney(browser, passOf(journeyOf(...before, hang), changes))
      expect(record.ok).toBe(false)
      const patience = record.steps.at(-1)?.ms
      expect(patience).toBeGreaterThan(400)
      expect(patience).toBeLessThan(2000)
      await access(join(folder, record.screenshot ?? 'none'))
    },
  )

  test('a step that ignores every time-out is left behind', async () => {
    const stuck = { name: 'sleep', run: () => new Promise<void>(() => undefined) }
    const { record } = await playJourney(browser, passOf(journeyOf(stuck), { stepTimeoutMs: 300 }))
    expect(record).toMatchObject({ ok: false, error: 'sleep: the step took longer than 500 ms' })
  })

  test('a server that is gone is a failed step, not trouble with the browser', async () => {
    const gone = await serve(() => page)
    const url = urlOf(gone)
    await new Promise((resolve) => {
      gone.close(resolve)
    })
    const { record, doubt } = await playJourney(browser, passOf(journeyOf(open), { url }))
    expect(doubt).toBeUndefined()
    expect(record.error).toMatch(/^open the shop: .*ERR_CONNECTION_REFUSED/)
  })

  test('everybody is a new visitor', async () => {
    const newcomer = {
      name: 'is greeted',
      run: async (p: Page) => expect(await p.textContent('#cookies')).toBe('a new visitor'),
    }
    const journey = journeyOf(open, newcomer, buy)
    for (const moment of ['baseline', 'after'] as const) {
      expect(await playJourney(browser, passOf(journey, { moment }))).toMatchObject({
        record: { ok: true },
      })
    }
  })

  test('lets a page ask nobody but the entry', async () => {
    const away = { name: 'leave', run: (p: Page) => go(p, urlOf(other).href) }
    const { record } = await playJourney(browser, passOf(journeyOf(open, away)))
    expect(record.error).toMatch(/^leave: .*ERR_BLOCKED_BY_CLIENT/)
    expect(askedElsewhere).toBe(0)
  })
})

describe('trouble with the browser', { timeout: 60_000 }, () => {
  test('a browser that is not there is a doubt with a reason', async () => {
    await using missing = await openBrowser({ executablePath: join(folder, 'no-browser') })
    const { record, doubt } = await playJourney(missing, passOf(journeyOf(open)))
    expect(record).toMatchObject({ ok: false, steps: [] })
    expect(record.error).toMatch(/no-browser does not start/)
    expect(doubt).toMatchObject({ about: 'environment', fatal: true })
    expect(doubt?.text).toMatch(/^journey buy \(baseline\) could not be played: the browser /)
  })

  test('a browser that dies on the way is a doubt, and the next pass gets a new one', async () => {
    await using fragile = await openBrowser({ executablePath })
    const die = {
      name: 'die',
      run: async (p: Page) => {
        await p.context().browser()?.close()
        await p.title()
      },
    }
    const { record, doubt } = await playJourney(fragile, passOf(journeyOf(open, die)))
    expect(record).toMatchObject({ ok: false, steps: [] })
    expect(doubt?.text).toContain('the browser died while it was used')
    expect(await playJourney(fragile, passOf(journeyOf(open, buy)))).toMatchObject({
      record: { ok: true },
    })
  })

  test('a page that crashes is a doubt', async () => {
    const crash = { name: 'crash', run: (p: Page) => go(p, 'chrome://crash') }
    const { record, doubt } = await playJourney(browser, passOf(journeyOf(open, crash)))
    expect(record.ok).toBe(false)
    expect(doubt?.text).toContain('crashed')
  })
})

test('small JPEGs are made of the pictures that are there', { timeout: 60_000 }, async () => {
  await playJourney(browser, passOf(journeyOf(open), { name: 'picture' }))
  await playJourney(browser, passOf(journeyOf(open, buy), { name: 'other' }))
  const [first, nothing, second] = ['picture-baseline', 'nothing', 'other-baseline'].map((name) =>
    join(folder, `screenshots/${name}.png`),
  )
  const made = await makeThumbnails(browser, [first ?? '', nothing ?? '', second ?? ''])
  expect([...made.keys()]).toEqual([first, second])
  for (const uri of made.values()) {
    expect(uri).toMatch(/^data:image\/jpeg;base64,/)
    expect(uri.length).toBeGreaterThan(1000)
    expect(uri.length).toBeLessThanOrEqual(30 * 1024)
  }
})
