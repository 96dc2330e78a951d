import { describe, expect, test } from 'vitest'
import type { HeartbeatKind } from '../../../target-app/contracts/heartbeat.ts'
import { Suspicion } from '../../../target-app/watchdog/suspicion.ts'

const every: readonly HeartbeatKind[] = ['http', 'tcp', 'udp']

/** Heartbeats twice a second up to `last`. Milliseconds. */
function heardUntil(last: number, kinds = every, suspicion = new Suspicion(8, 500)): Suspicion {
  for (let now = 0; now <= last; now += 500)
    for (const kind of kinds) suspicion.beat('cart-1', kind, now)
  return suspicion
}
const words = (suspicion: Suspicion, now: number): string[] =>
  suspicion.look(now).map(({ event, kind }) => [event, kind].join(' ').trim())

// Of regular heartbeats the mean is 500 ms and the deviation the least, 100 ms; with the grace of 400 ms
// φ is 7.9 when 1420 ms have passed, and 8.2 after 1430 ms.
describe('a replica that sends in three ways', () => {
  test('is suspected when all of them are silent for long enough, and that is told once', () => {
    const suspicion = heardUntil(10_000)
    expect(words(suspicion, 11_420)).toEqual([])
    expect(suspicion.suspects('cart-1')).toBe(false)
    expect(words(suspicion, 11_430)).toEqual(['quiet http', 'quiet tcp', 'quiet udp', 'suspects'])
    expect(suspicion.suspected).toEqual(['cart-1'])
    expect(words(suspicion, 20_000)).toEqual([])
  })

  test('is not suspected while one way is heard, however long the others are silent', () => {
    const suspicion = heardUntil(10_000)
    for (let now = 10_500; now <= 60_000; now += 500) suspicion.beat('cart-1', 'udp', now)
    expect(words(suspicion, 60_100)).toEqual(['quiet http', 'quiet tcp'])
    expect(suspicion.suspects('cart-1')).toBe(false)
  })

  test('is trusted again at the first heartbeat of any kind', () => {
    const suspicion = heardUntil(10_000)
    suspicion.look(20_000)
    suspicion.beat('cart-1', 'tcp', 20_000)
    expect(words(suspicion, 20_050)).toEqual(['heard tcp', 'trusts'])
    expect(suspicion.suspected).toEqual([])
  })
})

test('a way that was never used is not missed, and does not vouch for anybody', () => {
  const suspicion = heardUntil(10_000, ['http'])
  expect(words(suspicion, 10_500)).toEqual([])
  expect(words(suspicion, 12_000)).toEqual(['quiet http', 'suspects'])
})

test('one silent replica says nothing about another', () => {
  const suspicion = heardUntil(10_000)
  for (let now = 0; now <= 20_000; now += 500) suspicion.beat('cart-2', 'http', now)
  suspicion.look(20_100)
  expect(suspicion.suspected).toEqual(['cart-1'])
})

test('time in which nobody listened is no silence', () => {
  const suspicion = heardUntil(10_000)
  suspicion.skip(30_000, 40_000)
  expect(words(suspicion, 41_420)).toEqual([])
  expect(words(suspicion, 41_430)).toContain('suspects')
})
