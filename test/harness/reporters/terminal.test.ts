import { PassThrough } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { createTerminal, type Screen } from '../../../harness/reporters/terminal.ts'
import { failing, failingScenario } from '../../../reports/samples/failing.ts'
import { planOf } from '../../support/plan.ts'

/** A stream that keeps what was written, as a terminal or as a pipe. */
function screen(isTTY: boolean): { stream: Screen; text: () => string } {
  const through = new PassThrough()
  let text = ''
  through.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { stream: Object.assign(through, { isTTY, columns: 100 }), text: () => text }
}

const begin = {
  type: 'suite-begin',
  run: 'run-1',
  seed: 1,
  folder: '/tmp/none',
  plans: [planOf({})],
} as const

test('without a terminal: a line per happening, a line of state every ten seconds, no escapes', async () => {
  const { stream, text } = screen(false)
  const terminal = createTerminal(stream)
  terminal.onEvent?.(begin)
  terminal.onEvent?.({ type: 'environment', text: 'starting redis', done: true, ms: 1234 })
  terminal.onEvent?.({ type: 'scenario-begin', plan: planOf({}), repeat: 1, of: 1 })
  terminal.onEvent?.({ type: 'record', record: { kind: 'phase', phase: 'baseline', at: 5000 } })
  for (let at = 0; at < 25_000; at += 100) {
    const times = { intended: at, start: at, end: at + 5 }
    const what = { kind: 'request', op: 'cart.add', seq: at, outcome: 'ok', status: 200 } as const
    terminal.onEvent?.({ type: 'record', record: { ...what, ...times } })
  }
  terminal.onEvent?.({ type: 'scenario-end', report: failingScenario })
  await terminal.onEnd?.(failing, '/tmp/none')
  const lines = text().split('\n')
  expect(lines).toContain('starting redis (1.2 s)')
  expect(lines).toContain('     5.0 s  phase baseline')
  expect(lines.filter((line) => line.includes('cart.add 10 good/s'))).toHaveLength(2)
  expect(lines.filter((line) => line.startsWith('✗ FAILED'))).toHaveLength(1)
  expect(lines.at(-2)).toBe(`Re-run  ${failing.run.command}`)
  expect(text()).not.toContain('\u001B')
})

test('on a terminal: a block that is painted over four times a second, and gone in the end', () => {
  vi.useFakeTimers()
  try {
    const { stream, text } = screen(true)
    const terminal = createTerminal(stream)
    terminal.onEvent?.(begin)
    terminal.onEvent?.({ type: 'scenario-begin', plan: planOf({}), repeat: 1, of: 1 })
    terminal.onEvent?.({ type: 'record', record: { kind: 'phase', phase: 'baseline', at: 5000 } })
    vi.advanceTimersByTime(240)
    expect(text()).not.toContain('good/s')
    vi.advanceTimersByTime(20)
    expect(text()).toContain('good/s')
    terminal.onEvent?.({ type: 'scenario-end', report: failingScenario })
    expect(vi.getTimerCount()).toBe(0)
    expect(text()).toContain('FAILED')
  } finally {
    vi.useRealTimers()
  }
})

test('a suite that stopped early has a summary too, and no suite has two', async () => {
  const { stream, text } = screen(false)
  const terminal = createTerminal(stream)
  terminal.onEvent?.({ ...begin, plans: [planOf({}), planOf({})] })
  const half = { ...failing, counts: { ...failing.counts, notExecuted: 1 } }
  await terminal.onEnd?.(half, '/tmp/none')
  await terminal.onEnd?.(half, '/tmp/none')
  expect(text().match(/Re-run/gu)).toHaveLength(1)
})

test('what comes with every request is told once in a while, not every time', () => {
  const { stream, text } = screen(false)
  const terminal = createTerminal(stream)
  terminal.onEvent?.({ type: 'scenario-begin', plan: planOf({}), repeat: 1, of: 1 })
  for (let at = 0; at < 12_000; at += 100) {
    const event = { kind: 'event', source: 'front', name: 'trouble', text: 'refused' } as const
    terminal.onEvent?.({ type: 'record', record: { ...event, at } })
  }
  expect(text().match(/refused/gu)).toHaveLength(3)
})
