import { expect, test } from 'vitest'
import type { Reporter, SuiteEvent } from '../../../harness/reporters/reporter.ts'
import { together } from '../../../harness/reporters/together.ts'
import { failing } from '../../../reports/samples/failing.ts'

function listener(): Reporter & { readonly heard: SuiteEvent[] } {
  const heard: SuiteEvent[] = []
  return { name: 'listener', summary: '', heard, onEvent: (event) => heard.push(event) }
}

const hello = { type: 'message', text: 'hello' } as const

test('a reporter that throws is silenced, the others go on and are told', () => {
  const calls: string[] = []
  const broken: Reporter = {
    name: 'broken',
    summary: '',
    onEvent(event) {
      calls.push(event.type)
      throw new Error('no disk')
    },
  }
  const other = listener()
  const all = together([broken, other])
  all.onEvent?.(hello)
  all.onEvent?.(hello)
  expect(calls).toEqual(['message'])
  const told = { type: 'message', text: 'reporter broken failed: no disk' }
  expect(other.heard).toEqual([told, hello, hello])
  expect(all.failures).toEqual(['reporter broken failed: no disk'])
})

function broken(name: string): Reporter {
  return {
    name,
    summary: '',
    onEvent() {
      throw new Error('no')
    },
  }
}

test('two broken reporters do not call each other for ever', () => {
  const all = together([broken('a'), broken('b')])
  all.onEvent?.(hello)
  expect(all.failures).toHaveLength(2)
})

test('at the end files are written first, and one that fails does not stop the next', async () => {
  const order: string[] = []
  const writer = (name: string, path: string | Error): Reporter => ({
    name,
    summary: '',
    onEnd() {
      order.push(name)
      return path instanceof Error ? Promise.reject(path) : Promise.resolve(path)
    },
  })
  const live: Reporter = {
    ...listener(),
    name: 'live',
    onEnd: () => Promise.resolve(void order.push('live')),
  }
  const all = together([live, writer('bad', new Error('full')), writer('good', '/run/report.html')])
  await expect(all.onEnd?.(failing, '/run')).resolves.toBe('/run/report.html')
  expect(order).toEqual(['bad', 'good', 'live'])
  expect(all.failures).toEqual(['reporter bad failed: full'])
})
