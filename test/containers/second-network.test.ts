import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults } from '../../harness/faults/index.ts'
import type { Environment } from '../../harness/runtime/environment.ts'
import { startTiny } from '../support/tiny.ts'
import { victimsOf } from '../support/victims.ts'

const never = new AbortController().signal
const [tcp, udp] = ['back→front-1:8000@second', 'back→front-1:9100/udp@second']
let environment: Environment

beforeAll(async () => {
  environment = await startTiny('second')
})
afterAll(async () => {
  await environment[Symbol.asyncDispose]()
})

/** What a program in `back` prints. */
async function inBack(...command: readonly string[]): Promise<string> {
  const { stdout } = await environment.context(never).exec('back', command)
  return stdout.trim()
}

/** Answers come in a millisecond; the margin is for a busy machine. */
const patienceMs = 1500
const end = 'const end = (text) => { console.log(String(text)); process.exit() };'
const askByTcp = `${end}
fetch('http://front-1.second:8000/health').then(
  ({ status }) => end(status),
  ({ cause }) => end(cause.code),
)
setTimeout(end, ${patienceMs}, 'nothing')`
const askByUdp = `${end}
const socket = require('node:dgram').createSocket('udp4')
socket.on('message', end)
socket.on('error', ({ code }) => end(code))
socket.connect(9100, 'front-1.second', () => socket.send('hello'))
setTimeout(end, ${patienceMs}, 'nothing')`
const ask = async () => ({
  tcp: await inBack('node', '-e', askByTcp),
  udp: await inBack('node', '-e', askByUdp),
  front: (await environment.context(never).fetch('/')).status,
})

test('a server has a second name, at an address of the wire on the second network', async () => {
  const [address] = (await inBack('getent', 'hosts', 'front-1.second')).split(/\s+/)
  expect(address).toBe(environment.links.get(tcp)?.address)
  expect(address).toBe(environment.links.get(udp)?.address)
  expect(environment.links.get(udp)?.network).toBe('second')
  expect(await ask()).toEqual({ tcp: '200', udp: 'hello', front: 200 })
})

describe('a cut', () => {
  test.each([
    { links: [udp], felt: { tcp: '200', udp: 'nothing', front: 200 } },
    { links: [tcp], felt: { tcp: 'nothing', udp: 'hello', front: 200 } },
    { links: [tcp, udp], felt: { tcp: 'nothing', udp: 'nothing', front: 200 } },
  ])('of $links: $felt', async ({ links, felt }) => {
    const injection = await faults.partition.inject(
      victimsOf(environment, { links }),
      { except: [] },
      never,
    )
    try {
      expect(await ask()).toEqual(felt)
      expect(await injection.touched?.()).toBeGreaterThan(0)
    } finally {
      await injection.heal(AbortSignal.timeout(20_000))
    }
    expect(await ask()).toEqual({ tcp: '200', udp: 'hello', front: 200 })
    expect(await environment.wire.leftovers(never)).toEqual([])
  })
})

test('a crashed process refuses UDP too, and a lost host is silent on both networks', async () => {
  const links = [tcp, udp].flatMap((name) => environment.links.get(name) ?? [])
  const refused = await environment.wire.cut(links, 'refused', never)
  expect(await ask()).toEqual({ tcp: 'ECONNREFUSED', udp: 'ECONNREFUSED', front: 200 })
  await refused.undo(never)
  const silent = await environment.wire.silence(['front-1'], never)
  expect(await inBack('node', '-e', askByUdp)).toBe('nothing')
  await silent.undo(never)
  expect(await ask()).toEqual({ tcp: '200', udp: 'hello', front: 200 })
})

test('delays are for TCP: UDP is not proxied', async () => {
  const links = [udp].flatMap((name) => environment.links.get(name) ?? [])
  const toxic = { type: 'latency', attributes: { latency: 100, jitter: 0 } }
  await expect(environment.wire.toxic(links, toxic, never)).rejects.toThrow(/is for TCP/)
})
