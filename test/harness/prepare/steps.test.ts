import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { elapsed, runSteps, type Step } from '../../../harness/prepare/steps.ts'

let text: string
const output = new Writable({
  write(chunk: Buffer, _, done) {
    text += chunk.toString()
    done()
  },
})
const { signal } = new AbortController()

beforeEach(() => {
  text = ''
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

const takes = (ms: number, title: string, details: readonly string[] = []): Step => ({
  title,
  async run(_, say) {
    for (const detail of details) {
      say(detail)
      await vi.advanceTimersByTimeAsync(ms / details.length)
    }
    return 'built'
  },
})

test('a log shows the start, a sign of life every ten seconds, and the end with its seconds', async () => {
  await runSteps([takes(24_000, 'image k6', ['compiling', 'packing'])], { output, signal })
  expect(text).toMatchInlineSnapshot(`
    "prepare: image k6 ...
    prepare: image k6 · 10 s · compiling
    prepare: image k6 · 20 s · packing
    prepare: image k6 built (24 s)
    "
  `)
})

test('the first failure stops the others, and is thrown when they have stopped', async () => {
  const order: string[] = []
  const failing: Step = {
    title: 'image a',
    run: () => Promise.reject(new Error('no space left\nand more')),
  }
  const patient: Step = {
    title: 'image b',
    run: (stop) =>
      new Promise((_, reject) => {
        stop.addEventListener('abort', () => {
          order.push('b stopped')
          reject(stop.reason)
        })
      }),
  }
  await expect(runSteps([patient, failing], { output, signal })).rejects.toThrow('no space left')
  expect(order).toEqual(['b stopped'])
  expect(text.split('\n')).toContain('prepare: image a failed after 0 s: no space left')
})

test('an interrupted call throws the reason of the interruption', async () => {
  const interrupted = AbortSignal.abort(new Error('interrupted'))
  await expect(runSteps([takes(0, 'engine')], { output, signal: interrupted })).rejects.toThrow(
    'interrupted',
  )
})

test.each([
  [400, '0 s'],
  [59_400, '59 s'],
  [125_000, '2 min 05 s'],
])('%i ms are %s', (ms, shown) => {
  expect(elapsed(0, ms)).toBe(shown)
})
