import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright'
import { reasonOf } from '../errors.ts'
import { withDeadline } from '../runtime/deadline.ts'

/** A browser that is kept warm for a whole suite, and started again when it has died. */
export interface ProbeBrowser extends AsyncDisposable {
  /**
   * Gives `work` an empty page of a visitor who was never here before, and closes it afterwards.
   * Throws a BrowserTrouble when there is no browser or it died; else what `work` throws.
   */
  visit<T>(options: VisitOptions, work: (page: Page) => Promise<T>): Promise<T>
}

export interface VisitOptions {
  /** The only host and port that the page may ask; absent: none. */
  readonly entry?: URL
  readonly viewport: { readonly width: number; readonly height: number }
}

/** The browser itself failed, so what was played proves nothing about the target. */
export class BrowserTrouble extends Error {
  override readonly name = 'BrowserTrouble'
}

/** Starts the browser so that it takes no more than its share of the processor. */
const politely = fileURLToPath(new URL('polite-browser.sh', import.meta.url))

const launchLimitMs = 20_000
const openLimitMs = 15_000
const closeLimitMs = 5_000

const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-gpu',
  // No name resolves and no other address answers, whatever a page or the browser itself asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

/** Starts a browser. Never throws: a browser that cannot start says so when it is used. */
export async function openBrowser(options: {
  readonly executablePath: string
}): Promise<ProbeBrowser> {
  let launched: Promise<Browser> | undefined
  const running = async (): Promise<Browser> => {
    const earlier = await launched?.catch(() => undefined)
    if (earlier?.isConnected() === true) return earlier
    launched = launch(options.executablePath)
    return launched
  }
  // The first page of a browser takes a second longer than the others, which no visitor should pay for.
  await running()
    .then((browser) => openPage(browser, { width: 640, height: 480 }, undefined))
    .then((page) => page.context().close())
    .catch(() => undefined)

  return {
    async visit({ entry, viewport }, work) {
      const browser = await running()
      const page = await openPage(browser, viewport, entry)
      try {
        const crashed = new Promise<never>((_resolve, reject) => {
          page.once('crash', () => reject(new BrowserTrouble('the page crashed the browser')))
        })
        return await Promise.race([work(page), crashed])
      } catch (thrown) {
        if (browser.isConnected()) throw thrown
        throw new BrowserTrouble('the browser died while it was used', { cause: thrown })
      } finally {
        await bounded('closing the page', () => page.context().close())
      }
    },
    async [Symbol.asyncDispose]() {
      const browser = await launched?.catch(() => undefined)
      if (browser !== undefined) await bounded('closing the browser', () => browser.close())
    },
  }
}

async function launch(executablePath: string): Promise<Browser> {
  const { chromium } = await import('playwright')
  try {
    return await chromium.launch({
      // The browser draws while the load runs, and must not slow what is measured.
      executablePath: politely,
      env: { ...process.env, AFTERSHOCK_BROWSER: executablePath },
      args: flags,
      timeout: launchLimitMs,
      // An interrupted run heals, plays and reports first, and then closes the browser itself.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
  } catch (thrown) {
    const reason = reasonOf(thrown).split('\n')[0] ?? ''
    const text = `the browser ${executablePath} does not start: ${reason}`
    throw new BrowserTrouble(text, { cause: thrown })
  }
}

async function openPage(
  browser: Browser,
  viewport: VisitOptions['viewport'],
  entry: URL | undefined,
): Promise<Page> {
  const options = { viewport, serviceWorkers: 'block', locale: 'en-US' } as const
  const never = new AbortController().signal
  try {
    return await withDeadline('opening a page', openLimitMs, never, async () => {
      const context = await browser.newContext(options)
      await context.route(
        (url) => url.host !== entry?.host,
        (route) => route.abort('blockedbyclient'),
      )
      return context.newPage()
    })
  } catch (thrown) {
    const reason = reasonOf(thrown).split('\n')[0] ?? ''
    throw new BrowserTrouble(`the browser opens no page: ${reason}`, { cause: thrown })
  }
}

/** What cannot be closed in time is left behind; it ends with the process at the latest. */
async function bounded(what: string, close: () => Promise<void>): Promise<void> {
  await withDeadline(what, closeLimitMs, new AbortController().signal, close).catch(() => undefined)
}
