import { expect, test } from 'vitest'
import type { Environment, Link, WireChange } from '../../../harness/runtime/environment.ts'
import { victimsOf } from '../../support/victims.ts'
import { throttle } from './throttle.ts'

const link: Link = {
  name: 'web→store',
  from: 'web',
  to: 'store',
  port: 80,
  protocol: 'tcp',
  network: 'main',
  address: '10.0.0.9',
  listenPort: 80,
}
const signal = new AbortController().signal

/** A wire that only remembers what it was asked. */
function rememberingWire() {
  const calls: unknown[] = []
  const change: WireChange = {
    since: 1000,
    touched: () => Promise.resolve(7),
    undo: () => Promise.resolve(void calls.push('undone')),
  }
  const toxic = (...[links, asked]: readonly unknown[]) => {
    calls.push([links, asked])
    return Promise.resolve(change)
  }
  // The rest of an environment is not there, so a fault that uses it fails here.
  const environment: Environment = Object.assign(Object.create(null), {
    links: new Map([[link.name, link]]),
    wire: { toxic },
  })
  return { calls, environment }
}

test('narrows the links it is given, and widens them again', async () => {
  const { calls, environment } = rememberingWire()
  const victims = victimsOf(environment, { links: [link.name] })
  const injection = await throttle.inject(victims, { rate: 64 }, signal)
  expect(injection).toMatchObject({ effect: 'web→store narrowed to 64 KiB/s', since: 1000 })
  expect(await injection.touched?.()).toBe(7)
  await injection.heal(signal)
  expect(calls).toEqual([[[link], { type: 'bandwidth', attributes: { rate: 64 } }], 'undone'])
})

test('asks for a rate that lets something pass', () => {
  expect(throttle.options.safeParse({ rate: 0 }).success).toBe(false)
  expect(throttle.options.safeParse({}).success).toBe(false)
})
