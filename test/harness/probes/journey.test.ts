import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { manualClock } from '../../../harness/clock.ts'
import { BrowserTrouble, type ProbeBrowser } from '../../../harness/probes/browser.ts'
import { playJourney } from '../../../harness/probes/journey.ts'
import type { JourneyStep } from '../../../harness/target/target.ts'

const clock = manualClock({ now: 500 })

function play(thrown: Error) {
  const browser: ProbeBrowser = {
    visit: async () => {
      await clock.advance(20)
      throw thrown
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
  return playJourney(browser, {
    name: 'checkout',
    journey: { summary: 'buys', steps: [{ name: 'open', run: () => Promise.resolve() }] },
    moment: 'fault',
    url: new URL('http://127.0.0.1:8080'),
    shopper: 'anna',
    folder: '/nowhere',
    clock,
  })
}

describe('playJourney without a page', () => {
  test('trouble with the browser is a fatal doubt, and judges no step', async () => {
    expect(await play(new BrowserTrouble('the browser died while it was used'))).toEqual({
      record: {
        kind: 'browser',
        journey: 'checkout',
        moment: 'fault',
        start: 500,
        end: 520,
        ok: false,
        steps: [],
        error: 'the browser died while it was used',
      },
      doubt: {
        kind: 'doubt',
        at: 520,
        about: 'environment',
        fatal: true,
        text: 'journey checkout (fault) could not be played: the browser died while it was used',
      },
    })
  })

  test('whatever else is thrown is told in one line, without colours', async () => {
    const { record, doubt } = await play(
      new Error(
        '\u001B[31mpage.goto: Timeout 3000ms exceeded.\u001B[0m\nCall log:\n  - waiting for locator("x")\n',
      ),
    )
    expect(record.error).toBe('page.goto: Timeout 3000ms exceeded. (waiting for locator("x"))')
    expect(doubt?.text).not.toContain('\n')
  })
})

test('every step is told where it plays, who plays, and when', async () => {
  const told: unknown[] = []
  const page: Partial<Page> = { setDefaultTimeout: () => undefined, isClosed: () => false }
  const browser: ProbeBrowser = {
    visit: (_, work) => work(page as Page),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
  const listen: JourneyStep = {
    name: 'listen',
    run: async (_, context) => {
      told.push(context)
    },
  }
  const url = new URL('http://127.0.0.1:8080')
  const { record } = await playJourney(browser, {
    ...{ name: 'checkout', moment: 'after', url, shopper: 'anna', clock },
    journey: { summary: 'listens', steps: [listen] },
    // Below a file there is no folder, so no picture is taken.
    folder: import.meta.filename,
  })
  expect(record.ok).toBe(true)
  expect(told).toEqual([{ url, shopper: 'anna', moment: 'after' }])
})
