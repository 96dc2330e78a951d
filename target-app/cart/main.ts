/** Starts the cart service, and ends it without cutting anybody off. */
import { join } from 'node:path'
import pino from 'pino'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { PostgresPrimary } from '../service/postgres-primary.ts'
import { cartApp } from './app.ts'
import { cartLocks } from './cart-locks.ts'
import { cartStore } from './cart-store.ts'
import { Catalog } from './catalog.ts'
import { healthOf } from './health.ts'
import { Journaling } from './journaling.ts'
import { fromHere } from './operator-routes.ts'
import { orderStore } from './order-store.ts'
import { readPage } from './page.ts'
import { mistakeOf } from './release.ts'
import { RedisCarts } from './redis-carts.ts'
import { RedisPrimary } from './redis-primary.ts'
import { postgresMs, protectionsOf, redisWatch } from './resilience.ts'
import { askSentinels } from './sentinels.ts'
import { readSettings } from './settings.ts'
import { undeferredOrders } from './undeferred-orders.ts'
import { writeBehind } from './write-behind.ts'

const settings = readSettings(process.env)
const log = pino({ level: settings.logLevel, base: { replica: settings.replica } })
const metrics = newMetrics()
let draining = false

const protections = protectionsOf(settings, (name, state) => {
  metrics.breaker(name, state)
  log.warn({ event: 'breaker', name, state }, `breaker of ${name} is ${state}`)
})
metrics.breaker('redis', 'closed')
metrics.breaker('postgres', 'closed')

const redis = new RedisPrimary({
  replica: settings.replica,
  whoIsPrimary: () => askSentinels(settings.sentinels, redisWatch.sentinelsMs),
  // The weakness `no-socket-timeout`: silence is borne for ever.
  patienceMs: settings.socketTimeOut ? redisWatch.patienceMs : Infinity,
  replicaAck: settings.replicaAck,
  onChange: (from, to) => log.warn({ event: 'redis-primary', from, to }, `redis primary is ${to}`),
  onTrouble: (because) => log.warn({ event: 'redis-trouble', because }, because ?? 'redis is well'),
})
const postgres = new PostgresPrimary({
  names: settings.postgres,
  timeoutMs: settings.timeOut ? postgresMs : Infinity,
  kept: 8,
  onChange: (from, to) =>
    log.warn({ event: 'postgres-primary', from, to }, `PostgreSQL primary is ${to}`),
  onError: (error) =>
    log.warn({ event: 'postgres-connection', because: error.message }, 'connection lost'),
})
const redisCarts = new RedisCarts(redis, settings.keeping)
const journaling = new Journaling({
  replica: settings.replica,
  redis: redisCarts,
  database: postgres,
  log,
})
const carts = cartStore(redisCarts, protections.redis, {
  checksum: settings.checksum,
  ...(settings.keeping.marked ? journaling.hooks : {}),
})
const placed = orderStore(postgres, protections.postgres)
const { orders, tills, keepers } = cartLocks({
  settings: settings.locks,
  replica: settings.replica,
  redis,
  database: postgres,
  orders: settings.deferredWork ? placed : undeferredOrders(placed, postgres),
  ordersProtection: protections.postgres,
  protectionOf: (keeper) => protections.locks(keeper),
  onZookeeper: (state) =>
    log.warn({ event: 'zookeeper', state }, `session with ZooKeeper ${state}`),
})
const catalog = new Catalog(orders)

const app = cartApp({
  carts: settings.writeFirst ? carts : writeBehind(carts),
  orders,
  tills,
  catalog,
  health: () =>
    healthOf({
      replica: settings.replica,
      honest: settings.honestHealth,
      draining: () => draining,
      redis,
      breakers: { redis: protections.redis, postgres: protections.postgres, ...keepers.breakers },
    }),
  metrics,
  page: readPage(join(import.meta.dirname, '..', 'page'), settings),
  log,
  isOperator: fromHere,
  idempotency: settings.idempotency,
  orderFirst: settings.orderFirst,
  mistake: mistakeOf(settings.release),
})

void redis.watch()
await postgres.look()
void postgres.watch()
if (settings.keeping.marked) journaling.start()
const refresh = setInterval(() => void lookAround(), 1000)
await lookAround()

/** Keeps the products fresh and lets both breakers notice recovery although nobody calls. */
async function lookAround(): Promise<void> {
  try {
    if (protections.redis.state !== 'closed') await carts.read('nobody')
  } catch {
    // Already told by the breaker.
  }
  await keepers.look()
  try {
    await catalog.refresh()
    await postgres.warm()
  } catch {
    // Already told by the breaker; the products that are known are still shown.
  }
}

listen({
  app,
  port: settings.port,
  log,
  drainMs: settings.drainMs,
  drains: settings.drains,
  onDraining: () => {
    draining = true
  },
  async close() {
    clearInterval(refresh)
    redis.stop()
    keepers.stop()
    await journaling.stop().catch(() => undefined)
    await postgres.stop()
  },
})
