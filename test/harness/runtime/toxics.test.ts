import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Link } from '../../../harness/runtime/environment.ts'
import { Toxics } from '../../../harness/runtime/toxics.ts'
import { startFakeToxiproxy, type FakeToxiproxy } from '../../support/fake-toxiproxy.ts'

/** Answers over loopback take a millisecond; a call may take this long before it is given up. */
const callLimitMs = 200
const never = new AbortController().signal
const latency = { latency: 100, jitter: 0 }

function linkTo(server: string): Link {
  const ends = { from: 'web', to: server, port: 80 }
  const place = { protocol: 'tcp', network: 'main', address: '10.0.0.9', listenPort: 80 } as const
  return { name: `web→${server}:80`, ...ends, ...place }
}
const links = [linkTo('a'), linkTo('b')]

let proxy: FakeToxiproxy
let toxics: Toxics
let restarts = 0

beforeEach(async () => {
  proxy = await startFakeToxiproxy()
  restarts = 0
  const upstreams = new Map(links.map(({ name, to }) => [name, `${to}.real:80`]))
  const restart = async (): Promise<void> => {
    restarts++
    proxy.restart()
    await toxics.createProxies(links, never)
  }
  toxics = new Toxics(proxy.url, upstreams, restart, callLimitMs)
  await toxics.untilReady(never)
  await toxics.createProxies(links, never)
})
afterEach(() => proxy[Symbol.asyncDispose]())

test('every link has a proxy that dials the real server; arrows stay out of addresses', () => {
  expect([...proxy.proxies.values()]).toEqual([
    ...[
      {
        name: 'web--a-80',
        listen: '10.0.0.9:80',
        upstream: 'a.real:80',
        enabled: true,
        toxics: [],
      },
    ],
    ...[
      {
        name: 'web--b-80',
        listen: '10.0.0.9:80',
        upstream: 'b.real:80',
        enabled: true,
        toxics: [],
      },
    ],
  ])
})

test('a toxic is on every link until it is undone, and undoing twice is harmless', async () => {
  const undo = await toxics.add(links, 'latency', latency, never)
  expect(await toxics.toxics(never)).toEqual(['aftershock_1', 'aftershock_1'])
  expect(proxy.proxies.get('web--a-80')?.toxics).toEqual([
    {
      ...{ name: 'aftershock_1', type: 'latency', attributes: latency },
      ...{ stream: 'downstream', toxicity: 1 },
    },
  ])
  await undo(never)
  expect(await toxics.toxics(never)).toEqual([])
  await undo(never)
  expect(proxy.asked.filter((what) => what.startsWith('DELETE'))).toHaveLength(2)
})

test('each toxic is undone alone', async () => {
  const undo = await toxics.add(links, 'latency', latency, never)
  await toxics.add(links, 'reset_peer', { timeout: 0 }, never)
  await undo(never)
  expect(await toxics.toxics(never)).toEqual(['aftershock_2', 'aftershock_2'])
})

test('what was added before one link refused is taken back', async () => {
  proxy.refuse = /^POST .*web--b-80/
  await expect(toxics.add(links, 'latency', latency, never)).rejects.toThrow()
  expect(await toxics.toxics(never)).toEqual([])
})

test('waiting for a proxy that never answers ends with its signal', async () => {
  proxy.hang = /version/
  await expect(toxics.untilReady(AbortSignal.timeout(50))).rejects.toThrow()
})

describe('when removing hangs', () => {
  test('all is reset, within the limit of one call', async () => {
    const undo = await toxics.add(links, 'latency', latency, never)
    proxy.hang = /^DELETE/
    const began = performance.now()
    await undo(never)
    expect(await toxics.toxics(never)).toEqual([])
    expect(restarts).toBe(0)
    // One limit for the hanging call; the rest is answered at once, and the margin is for a busy machine.
    expect(performance.now() - began).toBeLessThan(callLimitMs + 2_000)
  })

  test('a toxic that the reset took along is told when its own time comes', async () => {
    const undo = await toxics.add(links, 'latency', latency, never)
    const undoOther = await toxics.add(links, 'reset_peer', { timeout: 0 }, never)
    proxy.hang = /^DELETE .*aftershock_1/
    await undo(never)
    await expect(undoOther(never)).rejects.toThrow('aftershock_2 ended early')
    await undoOther(never)
  })

  test('and resetting too, the proxy is restarted, and the run is told', async () => {
    const undo = await toxics.add(links, 'latency', latency, never)
    proxy.hang = /./
    await expect(undo(never)).rejects.toThrow('the proxy hung and had to be restarted')
    expect(restarts).toBe(1)
    expect(await toxics.toxics(never)).toEqual([])
    expect([...proxy.proxies.keys()]).toEqual(['web--a-80', 'web--b-80'])
    await undo(never)
  })
})
