import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createLogUpdate } from 'log-update'
import { advance, beginLive, type LiveState } from './live-state.ts'
import { liveBlock, noteLine, stateLine } from './live-text.ts'
import { paintFor } from './paint.ts'
import type { Reporter, SuiteEvent } from './reporter.ts'
import { scenarioText, summaryText } from './terminal-text.ts'
import { wrap, widest } from './wrap.ts'

const repaintMs = 250
const stateEveryMs = 10_000
/** A happening that comes back within this time is not told again: some come with every request. */
const quietMs = 5_000
/** As wide as the clock before a note. */
const noteIndent = 4

/** Where it is shown: a terminal, or a stream that no one looks at while it is written. */
export type Screen = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }

/** The running picture: a live block on a terminal, a line per happening anywhere else. */
export function createTerminal(stream: Screen): Reporter {
  const live = stream.isTTY === true
  const view = createView(stream)
  let state: LiveState | undefined
  let summarised = false
  let lastState = 0
  const lastTold = new Map<string, number>()

  const isNews = (record: Extract<SuiteEvent, { type: 'record' }>['record']): boolean => {
    if (record.kind !== 'event') return true
    const what = `${record.source} ${record.text}`
    const before = lastTold.get(what)
    if (before !== undefined && record.at - before < quietMs) return false
    lastTold.set(what, record.at)
    return true
  }

  const onRecord = (record: Extract<SuiteEvent, { type: 'record' }>['record']): void => {
    if (state === undefined) return
    const note = advance(state, record)
    if (live) return
    if (note !== undefined && isNews(record))
      view.say(folded(`  ${noteLine(note, state)}`, noteIndent))
    // By the clock of the run's own stamps, so that a replayed history reads the same.
    if (state.now - lastState < stateEveryMs || record.kind !== 'request') return
    lastState = state.now
    view.say(folded(`  ${stateLine(state)}`, noteIndent))
  }

  return {
    name: 'terminal',
    summary: 'What is happening, live, and the verdicts at the end.',
    onEvent(event) {
      switch (event.type) {
        case 'suite-begin':
          summarised = false
          view.say(`run ${event.run}, seed ${event.seed}`)
          return view.say(folded(`to do: ${namesOf(event.plans)}`))
        case 'environment':
          if (event.done || !live) view.say(environmentText(event))
          return
        case 'scenario-begin':
          state = beginLive(event.plan, event.repeat, event.of)
          lastState = 0
          lastTold.clear()
          if (live) view.animate(() => state && liveBlock(state, stream.columns ?? 80, view.paint))
          else view.say(folded(`${event.plan.scenario}: ${event.plan.claim}`))
          return
        case 'record':
          return onRecord(event.record)
        case 'scenario-end':
          state = undefined
          view.rest()
          return view.say(scenarioText(event.report, view.paint))
        case 'message':
          return view.say(folded(event.text))
      }
    },
    onEnd(report, folder) {
      if (summarised) return Promise.resolve(undefined)
      summarised = true
      view.rest()
      view.say(summaryText(report, placeOf(folder), view.paint))
      return Promise.resolve(undefined)
    },
  }
}

/** What will run, each scenario once, with how often. */
function namesOf(plans: readonly { readonly scenario: string }[]): string {
  const groups = Map.groupBy(plans, ({ scenario }) => scenario)
  return [...groups]
    .map(([name, runs]) => (runs.length === 1 ? name : `${name} (${runs.length} times)`))
    .join(', ')
}

function folded(text: string, hang?: number): string {
  return text
    .split('\n')
    .flatMap((line) => wrap(line, widest, hang))
    .join('\n')
}

function environmentText({ text, done, ms }: Extract<SuiteEvent, { type: 'environment' }>): string {
  return done ? `${text} (${(ms / 1000).toFixed(1)} s)` : `${text} …`
}

function placeOf(folder: string): string {
  const page = join(folder, 'report.html')
  return pathToFileURL(existsSync(page) ? page : folder).href
}

/** Lasting lines, and below them a block that is painted over at most four times a second. */
function createView(stream: Screen) {
  const block = stream.isTTY === true ? createLogUpdate(stream) : undefined
  let timer: NodeJS.Timeout | undefined
  return {
    paint: paintFor(stream),
    say(text: string): void {
      block?.clear()
      stream.write(`${text}\n`)
    },
    animate(draw: () => string | undefined): void {
      clearInterval(timer)
      timer = setInterval(() => block?.(draw() ?? ''), repaintMs)
      timer.unref()
    },
    rest(): void {
      clearInterval(timer)
      timer = undefined
      block?.clear()
      block?.done()
    },
  }
}
