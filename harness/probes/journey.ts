import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Page } from 'playwright'
import type { Clock } from '../clock.ts'
import { reasonOf } from '../errors.ts'
import type { BrowserRecord, DoubtRecord, Moment } from '../history/record.ts'
import { withDeadline } from '../runtime/deadline.ts'
import type { Journey, JourneyStep } from '../target/target.ts'
import { BrowserTrouble, type ProbeBrowser } from './browser.ts'

/** One pass of a journey. */
export interface Pass {
  readonly name: string
  readonly journey: Journey
  readonly moment: Moment
  /** The entry, as seen from this machine. */
  readonly url: URL
  /** Who plays; a name that no other pass uses. */
  readonly shopper: string
  /** The picture is written below this folder, and its path is told relative to it. */
  readonly folder: string
  /** Its zero is the run's epoch. */
  readonly clock: Pick<Clock, 'now'>
  /** Patience for each step. Default: 3000. */
  readonly stepTimeoutMs?: number
}

/** What was seen. A doubt says that the browser failed, not the page: then no step was judged. */
export interface Played {
  readonly record: BrowserRecord
  readonly doubt?: DoubtRecord
}

type Step = BrowserRecord['steps'][number]

const viewport = { width: 1280, height: 800 }
const defaultStepTimeoutMs = 3000
/** Playwright's own time-outs tell more than ours, so ours comes a little later. */
const graceMs = 200
const pictureLimitMs = 4000
const stopLimitMs = 1000

/** Plays one pass, up to the first step that fails, and takes a picture of the end. Never throws. */
export async function playJourney(browser: ProbeBrowser, pass: Pass): Promise<Played> {
  const start = pass.clock.now()
  const steps: Step[] = []
  const base = { kind: 'browser', journey: pass.name, moment: pass.moment, start } as const
  try {
    const { error, screenshot } = await browser.visit(
      { entry: pass.url, viewport },
      async (page) => {
        const error = await playSteps(page, pass, steps)
        return { error, screenshot: await takePicture(page, pass) }
      },
    )
    const seen = {
      ...(error === undefined ? {} : { error }),
      ...(screenshot === undefined ? {} : { screenshot }),
    }
    const end = pass.clock.now()
    return { record: { ...base, end, ok: error === undefined, steps, ...seen } }
  } catch (thrown) {
    const at = pass.clock.now()
    const error = thrown instanceof BrowserTrouble ? thrown.message : describe(thrown)
    const text = `journey ${pass.name} (${pass.moment}) could not be played: ${error}`
    return {
      record: { ...base, end: at, ok: false, steps: [], error },
      doubt: { kind: 'doubt', at, about: 'environment', fatal: true, text },
    }
  }
}

/** Adds each step that was tried to `steps`; answers with the error of the one that failed. */
async function playSteps(page: Page, pass: Pass, steps: Step[]): Promise<string | undefined> {
  const timeoutMs = pass.stepTimeoutMs ?? defaultStepTimeoutMs
  page.setDefaultTimeout(timeoutMs)
  for (const step of pass.journey.steps) {
    const before = pass.clock.now()
    const error = await playStep(page, step, pass, timeoutMs)
    steps.push({ name: step.name, ok: error === undefined, ms: pass.clock.now() - before })
    if (error !== undefined) return `${step.name}: ${error}`
  }
  return undefined
}

async function playStep(
  page: Page,
  step: JourneyStep,
  { url, shopper, moment }: Pass,
  timeoutMs: number,
): Promise<string | undefined> {
  const never = new AbortController().signal
  try {
    await withDeadline('the step', timeoutMs + graceMs, never, () =>
      step.run(page, { url, shopper, moment }),
    )
    return undefined
  } catch (thrown) {
    // A browser that died is no answer of the page; it is told by whoever lent the page.
    if (page.isClosed()) throw thrown
    return describe(thrown)
  }
}

async function takePicture(page: Page, pass: Pass): Promise<string | undefined> {
  const name = `${pass.name}-${pass.moment}`.replaceAll(/[^\w.-]/g, '-')
  const path = `screenshots/${name}.png`
  const file = join(pass.folder, path)
  try {
    await mkdir(dirname(file), { recursive: true })
    // A page that still waits for its server is not drawn before the wait has ended.
    await withDeadline('stopping the page', stopLimitMs, new AbortController().signal, async () => {
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Page.stopLoading')
    }).catch(() => undefined)
    await page.screenshot({ path: file, animations: 'disabled', timeout: pictureLimitMs })
    return path
  } catch (thrown) {
    if (page.isClosed()) throw thrown
    return undefined
  }
}

/** One line: Playwright's first, and what it was waiting for. */
function describe(thrown: unknown): string {
  const lines = stripVTControlCharacters(reasonOf(thrown)).split('\n')
  const [first = ''] = lines
  const waiting = lines.find((line) => /^\s*- waiting for/.test(line))
  return waiting === undefined ? first : `${first} (${waiting.replace(/^\s*- /, '')})`
}
