import { expect, test } from 'vitest'
import { readEngineEvent } from '../../../harness/runtime/engine-events.ts'

const nameOf = (id: string): string | undefined => (id === 'abc' ? 'cart-1' : undefined)
const line = (action: string, more: Record<string, string> = {}, id = 'abc'): string =>
  JSON.stringify({
    Type: 'container',
    Action: action,
    timeNano: 1_900_000_000_123_456_000,
    Actor: { ID: id, Attributes: { image: 'shop', ...more } },
  })

test('tells how a container ended, and when', () => {
  const event = readEngineEvent(line('die', { exitCode: '137' }), nameOf)
  expect(event).toMatchObject({
    ...{ kind: 'event', source: 'cart-1', name: 'container-die' },
    text: 'cart-1: die with exit code 137',
  })
  expect(event?.at).toBeCloseTo(1_900_000_000_123.457, 2)
})

test('tells of other ends of the engine in its own words', () => {
  expect(readEngineEvent(line('unpause'), nameOf)?.text).toBe('cart-1: unpause')
})

test.each([
  ['a container of somebody else', line('die', {}, 'xyz')],
  ['a line that breaks off', line('die').slice(0, 40)],
  ['something else', '{"status":"pull"}'],
])('is silent about %s', (_, text) => expect(readEngineEvent(text, nameOf)).toBeUndefined())
