/** Starts the promo service: takes claims, sends what the outbox holds, and does the errands. */
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { PostgresPrimary } from '../service/postgres-primary.ts'
import { openQueues, receivingMetric } from '../service/queue.ts'
import { promoApp } from './app.ts'
import { deliverer } from './deliverer.ts'
import { errandStore } from './errand-store.ts'
import { mailProvider } from './mail-provider.ts'
import { startRelay } from './relay.ts'
import {
  atOnce,
  confirmMs,
  errands,
  leftAloneWhenItRefuses,
  postgresMs,
  postgresProtection,
} from './resilience.ts'
import { readSettings } from './settings.ts'

const settings = readSettings(process.env)
const log = pino({ level: settings.logLevel, base: { replica: settings.replica } })
const metrics = newMetrics()
let draining = false

const postgres = new PostgresPrimary({
  names: settings.postgres,
  timeoutMs: postgresMs,
  max: atOnce + 6,
  onChange: (from, to) =>
    log.warn({ event: 'postgres-primary', from, to }, `PostgreSQL primary is ${to}`),
  onError: (error) =>
    log.warn({ event: 'postgres-connection', because: error.message }, 'connection lost'),
})
const protection = postgresProtection((state) => {
  metrics.breaker('postgres', state)
  log.warn({ event: 'breaker', name: 'postgres', state }, `breaker of postgres is ${state}`)
})
const store = errandStore(postgres)

let lastTrouble = -Infinity
const queues = await openQueues({
  host: settings.rabbitmq,
  queues: [errands],
  confirmMs,
  confirms: settings.confirms,
  onState: (connected, because) =>
    log.warn({ event: connected ? 'broker' : 'broker-lost', because }, 'connection to the broker'),
  onTrouble(because) {
    // What fails often need not be told often.
    const time = performance.now()
    if (time - lastTrouble < 1000) return
    lastTrouble = time
    log.warn({ event: 'errand-trouble', because }, because)
  },
})

let refused: string | undefined
let lastGivenUp = -Infinity
const provider = mailProvider({
  refusal: (shopper) => store.refusal(shopper),
  now: () => performance.now(),
  sleep,
})
const deliver = deliverer({
  store,
  provider: settings.retryBackoff ? leftAloneWhenItRefuses(provider) : provider,
  queues,
  queue: errands,
  settings,
  onMail(because) {
    const changed = (because === undefined) !== (refused === undefined)
    if (changed) log.warn({ event: 'mail', because }, because ?? 'mail is taken')
    refused = because
  },
  onGivenUp({ id, kind, token }, because) {
    log.info({ event: 'given-up', id, kind, token, because }, 'an errand was given up')
    const time = performance.now()
    if (time - lastGivenUp > 5000) log.warn({ event: 'giving-up', because }, 'errands are given up')
    lastGivenUp = time
  },
  onUnreadable: (because) => log.warn({ event: 'no-errand', because }, 'not an errand'),
})

await postgres.look()
void postgres.watch()
const relay = startRelay({
  store,
  queues,
  queue: errands.name,
  sleep,
  random: Math.random,
  onTrouble: (because) => log.warn({ event: 'relay-trouble', because }, because),
})
queues.consume(errands.name, {
  atOnce,
  handle: deliver,
  acknowledgeFirst: !settings.acknowledgeLast,
  ...(settings.patientRetries ? {} : { giveBackAfterMs: 0 }),
})

metrics.wellness(...receivingMetric, () => queues.trouble === undefined)
const unsent = metrics.level('shop_errands_unsent', 'Errands that the broker was not given yet')
const deadLetters = metrics.level('shop_dead_letters', 'Errands that were given up and are kept')
const counting = setInterval(() => void countBacklog(), 1000)

async function countBacklog(): Promise<void> {
  try {
    const backlog = await store.backlog()
    unsent(backlog.unsent)
    deadLetters(backlog.deadLetters)
  } catch {
    // Told where it matters; the last numbers stay.
  }
}

listen({
  app: promoApp({
    store,
    postgres: protection,
    queues,
    queue: errands.name,
    outbox: settings.outbox,
    health: () => ({
      replica: settings.replica,
      ready: !draining && postgres.name !== undefined,
      // Claims are taken all the same, and done later.
      ...(queues.trouble === undefined ? {} : { because: queues.trouble }),
      breakers: { postgres: protection.state },
    }),
    metrics,
    log,
  }),
  port: settings.port,
  log,
  drainMs: settings.drainMs,
  onDraining: () => {
    draining = true
  },
  async close() {
    clearInterval(counting)
    await relay.stop()
    await queues.close()
    await postgres.stop()
  },
})
