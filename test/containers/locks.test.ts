/** The three keepers of locks, for real, and the fence in PostgreSQL. */
import fc from 'fast-check'
import { Pool } from 'pg'
import { createClient } from 'redis'
import { GenericContainer, Wait, type StartedTestContainer } from 'testcontainers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadTarget, packageFolder } from '../../harness/cli/places.ts'
import { prepare } from '../../harness/prepare/prepare.ts'
import { labelsFor } from '../../harness/runtime/labels.ts'
import { lockedOrders } from '../../target-app/cart/locked-orders.ts'
import { orderStore, type OrderStore } from '../../target-app/cart/order-store.ts'
import { lockClock, underLock, type Locks } from '../../target-app/locks/lock.ts'
import { postgresLocks } from '../../target-app/locks/postgres-locks.ts'
import { redisLocks } from '../../target-app/locks/redis-locks.ts'
import { zookeeperLocks, zookeeperRoot } from '../../target-app/locks/zookeeper-locks.ts'
import { ZookeeperSession } from '../../target-app/locks/zookeeper-session.ts'
import { FakeProtection } from '../support/fake-protection.ts'
import { testRun } from '../support/tiny.ts'
import { until } from '../support/wait.ts'

const need = ['redis', 'postgres', 'zookeeper'] as const
const started: StartedTestContainer[] = []
const keepers = new Map<string, Locks>()
let redis: ReturnType<typeof createClient>
let pool: Pool
const database = {
  query: (text: string, values: readonly unknown[] = []) => pool.query(text, [...values]),
}
let sessionOf: () => ZookeeperSession
let stopSession: () => void

/** Its address on the engine's own network, which this machine reaches. */
async function start(
  image: string,
  ready: RegExp,
  environment: Record<string, string>,
  command: string[] = [],
): Promise<string> {
  const container = await new GenericContainer(image)
    .withLabels(labelsFor(testRun('locks'), 'replica'))
    .withEnvironment(environment)
    .withCommand(command)
    .withWaitStrategy(Wait.forLogMessage(ready))
    .start()
  started.push(container)
  return container.getIpAddress('bridge')
}

beforeAll(async () => {
  const { target, folder } = await loadTarget(`${packageFolder}target-app/target.ts`)
  const { images, dockerHost } = await prepare<string>({
    need: ['engine', ...need],
    target: { folder, images: target.images },
    signal: new AbortController().signal,
    output: process.stderr,
  })
  if (dockerHost !== undefined) process.env['DOCKER_HOST'] ??= dockerHost
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true'
  const alone = { REPLICA: 'alone', FIRST_PRIMARY: 'alone', MIN_REPLICAS_TO_WRITE: '0' }
  const [atRedis, atPostgres, atZookeeper] = await Promise.all([
    start(images['redis'] ?? '', /Ready to accept/, alone, ['redis']),
    start(images['postgres'] ?? '', /ready to accept connections/, { REPLICA: 'alone' }),
    start(images['zookeeper'] ?? '', /PrepRequestProcessor .* started/, {}),
  ])

  redis = createClient({ socket: { host: atRedis }, RESP: 2 })
  await redis.connect()
  const evaluate = (script: string, keys: readonly string[], args: readonly string[]) =>
    redis.eval(script, { keys: [...keys], arguments: [...args] })
  pool = new Pool({ host: atPostgres, user: 'shop', database: 'shop' })
  sessionOf = () =>
    new ZookeeperSession({
      servers: [`${atZookeeper}:2181`],
      timeoutMs: 3000,
      patienceMs: 2000,
      root: zookeeperRoot,
      onChange: () => undefined,
    })
  const session = sessionOf()
  await until('ZooKeeper took the session', async () => session.connected, 10_000)
  stopSession = () => session.stop()
  keepers.set('redis', redisLocks({ evaluate }, true))
  keepers.set('postgres', postgresLocks(database, true))
  keepers.set('zookeeper', zookeeperLocks(session, true))
})
afterAll(async () => {
  stopSession()
  redis.destroy()
  await pool.end()
  await Promise.all(started.map((container) => container.stop()))
})

describe.each(need)('locks in %s', (name) => {
  const locks = (): Locks => {
    const found = keepers.get(name)
    if (found === undefined) throw new Error(`${name} did not start`)
    return found
  }

  test('are given to one of many who ask at once', async () => {
    const owners = Array.from({ length: 20 }, (_, i) => `owner-${i}`)
    const tokens = await Promise.all(owners.map((owner) => locks().acquire('many', owner, 60_000)))
    expect(tokens.filter((token) => token !== undefined)).toHaveLength(1)
  })

  test('are freed by their owner only, and the next token is greater', async () => {
    const first = await locks().acquire('turn', 'me', 60_000)
    await locks().release('turn', 'you')
    expect(await locks().acquire('turn', 'you', 60_000)).toBeUndefined()
    await locks().release('turn', 'me')
    const second = await locks().acquire('turn', 'you', 60_000)
    expect(second).toBeGreaterThan(first ?? Infinity)
    await locks().release('turn', 'me')
    expect(await locks().acquire('turn', 'me', 60_000)).toBeUndefined()
  })

  test('are independent of each other', async () => {
    expect(await locks().acquire('one', 'me', 60_000)).toBeDefined()
    expect(await locks().acquire('two', 'you', 60_000)).toBeDefined()
  })
})

test.each(['redis', 'postgres'])('a lease in %s ends by itself', async (name) => {
  const locks = keepers.get(name)
  const first = await locks?.acquire('lease', 'me', 100)
  let second: bigint | undefined
  const next = async () => (second = await locks?.acquire('lease', 'you', 60_000)) !== undefined
  await until('the lease is over', next, 5000)
  expect(second).toBeGreaterThan(first ?? Infinity)
})

test('a lock in ZooKeeper ends with its session', async () => {
  const session = sessionOf()
  await until('ZooKeeper took the session', async () => session.connected, 10_000)
  expect(await zookeeperLocks(session, true).acquire('session', 'me', 1)).toBeDefined()
  session.stop()
  const next = async () =>
    (await keepers.get('zookeeper')?.acquire('session', 'you', 1)) !== undefined
  await until('the session is over', next, 10_000)
})

test('tokens of Redis go on growing when Redis forgot everything', async () => {
  const locks = keepers.get('redis')
  const before = await locks?.acquire('memory', 'me', 60_000)
  await redis.flushAll()
  expect(await locks?.acquire('memory', 'you', 60_000)).toBeGreaterThan(before ?? Infinity)
})

test('the fence lets nobody through with an older token, nor a second one with the same', async () => {
  const holder = fc.record({ token: fc.nat(5), owner: fc.constantFrom('a', 'b') })
  let fences = 0
  await fc.assert(
    fc.asyncProperty(fc.array(holder, { minLength: 1, maxLength: 8 }), async (holders) => {
      const fence = `fence-${(fences += 1)}`
      let newest = { token: -1, owner: '' }
      for (const { token, owner } of holders) {
        const { rows } = await pool.query('SELECT pass_fence($1, $2, $3) AS may', [
          fence,
          token,
          owner,
        ])
        const may = token > newest.token || (token === newest.token && owner === newest.owner)
        expect(rows).toEqual([{ may }])
        if (may) newest = { token, owner }
      }
    }),
    { numRuns: 40 },
  )
})

describe.each(need)('two checkouts of one shopper under a lock in %s', (name) => {
  const busy = { status: 503, code: 'checkout-busy', message: 'busy' } as const
  const under = (locks: Locks) =>
    underLock({ locks, leaseMs: 200, patienceMs: 10_000, busy, sharedKey: true, clock: lockClock })
  const items = [{ product: 'amber-mug', quantity: 1 }]

  /** The first has the lock and stands still until the second has bought; what the first is told, and how many orders. */
  async function race(fencing: boolean): Promise<[string, number]> {
    const shared = keepers.get(name)
    if (shared === undefined) throw new Error(`${name} did not start`)
    const shopper = `${name}-${fencing}`
    const store = orderStore(database, new FakeProtection())
    const standing = Promise.withResolvers<void>()
    const woken = Promise.withResolvers<void>()
    const slow: OrderStore = {
      ...store,
      async place(...wish) {
        standing.resolve()
        await woken.promise
        return store.place(...wish)
      },
    }
    // A lock in ZooKeeper goes with the session of who had it, the others by their lease.
    const session = sessionOf()
    await until('ZooKeeper took the session', async () => session.connected, 10_000)
    const own = name === 'zookeeper' ? zookeeperLocks(session, true) : shared
    const first = lockedOrders(slow, under(own), fencing)
      .place(`${shopper}-1`, shopper, items)
      .then(() => 'bought', String)
    await standing.promise
    session.stop()
    await lockedOrders(store, under(shared), fencing).place(`${shopper}-2`, shopper, items)
    woken.resolve()
    const told = await first
    const { rowCount } = await pool.query('SELECT FROM orders WHERE shopper = $1', [shopper])
    return [told, rowCount ?? 0]
  }

  test('who lost it meanwhile is refused by the orders, and buys nothing', async () => {
    expect(await race(true)).toEqual([expect.stringContaining('came in between'), 1])
  })

  test('without the fence both would buy', async () => {
    expect(await race(false)).toEqual(['bought', 2])
  })
})
