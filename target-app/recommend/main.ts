/** Starts the recommender: first with a model of its own, then with the newest that the trainers made. */
import pino from 'pino'
import { purchases } from '../catalogue/purchases.ts'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { recommendApp } from './app.ts'
import { countPairs, modelOf } from './co-occurrence.ts'
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

const app = recommendApp({
  replica: settings.replica,
  model: () => model,
  shoppers,
  health: () => ({
    replica: settings.replica,
    ready: !draining,
    ...(draining ? { because: 'draining' } : {}),
    model: model.name,
    warm: shoppers.size,
    hits: shoppers.hits,
    misses: shoppers.misses,
  }),
  metrics: newMetrics(),
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
  close: () => undefined,
})
