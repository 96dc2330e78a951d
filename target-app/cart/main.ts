/** Starts the cart service, and ends it without cutting anybody off. */
import { join } from 'node:path'
import pino from 'pino'
import type { BreakerState } from '../contracts/answers.ts'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { protect } from '../service/resilience.ts'
import { cartApp } from './app.ts'
import { cartStore } from './cart-store.ts'
import { Catalog } from './catalog.ts'
import { healthOf } from './health.ts'
import { openPool, orderStore, warm } from './order-store.ts'
import { readPage } from './page.ts'
import { mistakeOf } from './release.ts'
import { RedisPrimary } from './redis-primary.ts'
import { readSettings } from './settings.ts'

const settings = readSettings(process.env)
const log = pino({ level: settings.logLevel, base: { replica: settings.replica } })
const metrics = newMetrics()
let draining = false

const onBreaker = (name: string) => (state: BreakerState) => {
  metrics.breaker(name, state)
  log.warn({ event: 'breaker', name, state }, `breaker of ${name} is ${state}`)
}

const redis = new RedisPrimary({
  replica: settings.replica,
  sentinels: settings.sentinels,
  // The weakness `no-socket-timeout`: silence is borne for ever.
  patienceMs: settings.socketTimeOut ? 600 : Infinity,
  replicaAck: settings.replicaAck,
  onChange: (from, to) => log.warn({ event: 'redis-primary', from, to }, `redis primary is ${to}`),
  onTrouble: (because) => log.warn({ event: 'redis-trouble', because }, because ?? 'redis is well'),
})
const redisProtection = protect(
  {
    name: 'redis',
    timeoutMs: 500,
    breakAfter: 5,
    halfOpenAfterMs: 500,
    resting: {
      code: 'carts-resting',
      message: 'Your cart is resting for a moment. Please try again.',
    },
    onBreaker: onBreaker('redis'),
  },
  { ...settings, timeOut: settings.timeOut && settings.socketTimeOut },
)
const carts = cartStore(redis, redisProtection)

const postgresTimeoutMs = 1000
const pool = openPool({
  host: settings.postgresHost,
  timeoutMs: settings.timeOut ? postgresTimeoutMs : Infinity,
  onError: (error) =>
    log.warn({ event: 'postgres-connection', because: error.message }, 'connection lost'),
})
const postgresProtection = protect(
  {
    name: 'postgres',
    timeoutMs: postgresTimeoutMs,
    breakAfter: 5,
    halfOpenAfterMs: 1000,
    resting: {
      code: 'checkout-resting',
      message: 'The checkout is resting. Your cart is safe. Please press "Buy" again in a moment.',
    },
    onBreaker: onBreaker('postgres'),
  },
  settings,
)
const database = {
  query: (text: string, values?: readonly unknown[]) => pool.query(text, [...(values ?? [])]),
}
const orders = orderStore(database, postgresProtection)
const catalog = new Catalog(orders)

const app = cartApp({
  carts,
  orders,
  catalog,
  health: () =>
    healthOf({
      replica: settings.replica,
      honest: settings.honestHealth,
      draining: () => draining,
      redis,
      breakers: { redis: redisProtection, postgres: postgresProtection },
    }),
  metrics,
  page: readPage(join(import.meta.dirname, '..', 'page')),
  log,
  idempotency: settings.idempotency,
  mistake: mistakeOf(settings.release),
})

void redis.watch()
const refresh = setInterval(() => void lookAround(), 1000)
await lookAround()

/** Keeps the products fresh and lets both breakers notice recovery although nobody calls. */
async function lookAround(): Promise<void> {
  try {
    if (redisProtection.state !== 'closed') await carts.read('nobody')
  } catch {
    // Already told by the breaker.
  }
  try {
    await catalog.refresh()
    await warm(pool)
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
    await pool.end()
  },
})
