import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RedisPrimary } from '../../../target-app/cart/redis-primary.ts'
import type { PrimaryAnswer } from '../../../target-app/cart/sentinels.ts'

/** What the sentinels say. */
let named: PrimaryAnswer | undefined

/** A Redis as far as a connection to the primary asks: it answers each command, or is silent. */
async function fakeRedis(host: string) {
  const state = { silent: false, replicas: 1, connections: 0 }
  const sockets = new Set<Socket>()
  const answerTo = (command: string): string =>
    command === 'WAIT' ? `:${state.replicas}` : command === 'EVAL' ? ':1' : '+OK'
  const server = createServer((socket) => {
    state.connections++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      if (state.silent) return
      // Each command is an array whose first member is its name, by its length: `*2\r\n$4\r\nPING\r\n`.
      for (const [, command = ''] of data.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g))
        socket.write(`${answerTo(command.toUpperCase())}\r\n`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  return {
    state,
    answer: (epoch: number): PrimaryAnswer => ({ host, port, epoch }),
    end() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

const changes: string[] = []
let one: Awaited<ReturnType<typeof fakeRedis>>
let two: typeof one
let primary: RedisPrimary | undefined
beforeEach(async () => {
  changes.length = 0
  one = await fakeRedis('127.0.0.1')
  two = await fakeRedis('127.0.0.2')
  named = one.answer(1)
})
afterEach(() => {
  primary?.stop()
  one.end()
  two.end()
})

function watching(options: { patienceMs?: number; replicaAck?: boolean } = {}): RedisPrimary {
  primary = new RedisPrimary({
    ...{ replica: 'cart-1', patienceMs: 100, replicaAck: true },
    whoIsPrimary: async () => named,
    onChange: (from, to) => void changes.push(`${from} → ${to}`),
    onTrouble: () => {},
    ...options,
  })
  void primary.watch()
  return primary
}

const well = (redis: RedisPrimary) =>
  vi.waitFor(() => expect(redis.trouble).toBeUndefined(), { timeout: 5000 })

test('a primary that falls silent is left for the one that the sentinels name', async () => {
  const redis = watching()
  await well(redis)
  one.state.silent = true
  named = two.answer(2)
  // Whoever asked the silent one is told so, and does not wait for ever.
  await expect(redis.evaluate('return 1', [], [])).rejects.toThrow()
  await vi.waitFor(() => expect(redis.primary).toBe('127.0.0.2'), { timeout: 5000 })
  await well(redis)
  expect(await redis.evaluate('return 1', [], [])).toBe(1)
  expect(changes).toEqual(['undefined → 127.0.0.1', '127.0.0.1 → 127.0.0.2'])
})

test('a primary whose replicas are away is not left: a new connection would hear the same', async () => {
  // A busy machine must not look like silence here.
  const redis = watching({ patienceMs: 3000 })
  await well(redis)
  const before = one.state.connections
  one.state.replicas = 0
  await expect(redis.evaluate('return 1', [], [])).rejects.toThrow('NOREPLICAS')
  await vi.waitFor(() => expect(redis.trouble).toContain('NOREPLICAS'), { timeout: 5000 })
  one.state.replicas = 1
  await well(redis)
  expect(one.state.connections).toBe(before)
})

test('without confirmation by replicas a write counts when the primary has it', async () => {
  one.state.replicas = 0
  const redis = watching({ replicaAck: false })
  await well(redis)
  expect(await redis.evaluate('return 1', [], [])).toBe(1)
})

test('until there is a primary, nobody waits', async () => {
  named = undefined
  const redis = watching()
  await expect(redis.read('cart:me')).rejects.toThrow('not connected to a primary')
  expect(redis.trouble).toBe('not connected to a primary')
  named = two.answer(1)
  await well(redis)
  expect(redis.primary).toBe('127.0.0.2')
})
