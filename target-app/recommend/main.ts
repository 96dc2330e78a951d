/** Starts the recommender: first with a model of its own, then with the newest that the trainers made. */
import pino from 'pino'
import { purchases } from '../catalogue/purchases.ts'
import type { RecommendHealth } from '../contracts/recommend.ts'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { receivingMetric } from '../service/queue.ts'
import { recommendApp } from './app.ts'
import { countPairs, modelOf } from './co-occurrence.ts'
import { learn } from './learn.ts'
import { readSettings } from './settings.ts'
import { WarmCache } from './warm-cache.ts'

const settings = readSettings(process.env)
const log = pino({ level: settings.logLevel, base: { replica: settings.replica } })
const bought = new Map(purchases.map((one) => [one.shopper, one.bought]))
let draining = false

// Small enough to be learned at start, so that this service needs nobody to begin with.
let model = modelOf('own', countPairs(bought.values()))

const shoppers = new WarmCache({
  historyOf: (shopper) => bought.get(shopper) ?? [],
  most: 10_000,
  later: (work) => void setImmediate(work),
})

const learning =
  settings.rabbitmq === ''
    ? undefined
    : await learn({
        replica: settings.replica,
        rabbitmq: settings.rabbitmq,
        onModel(next, parts) {
          model = next
          log.info({ event: 'model', training: next.name, parts }, 'a new model is in use')
        },
        onBroker: (connected, because) =>
          log.warn({ event: connected ? 'broker' : 'broker-lost', because }, 'the broker'),
        onTrouble: (because) => log.warn({ event: 'broker-trouble', because }, because),
      })

const metrics = newMetrics()
if (learning !== undefined)
  metrics.wellness(...receivingMetric, () => learning.trouble === undefined)

const app = recommendApp({
  replica: settings.replica,
  model: () => model,
  shoppers,
  health: (): RecommendHealth => ({
    replica: settings.replica,
    // The broker is left out: without it the model that is there stays.
    ready: !draining,
    ...(draining ? { because: 'draining' } : {}),
    ...(learning?.trouble === undefined ? {} : { because: learning.trouble }),
    model: model.name,
    warm: shoppers.size,
    hits: shoppers.hits,
    misses: shoppers.misses,
  }),
  metrics,
  log,
})

listen({
  app,
  port: settings.port,
  log,
  drainMs: settings.drainMs,
  onDraining: () => {
    draining = true
  },
  close: () => learning?.close(),
})
