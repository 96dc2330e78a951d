/** Starts the guide, and ends it without cutting anybody off. */
import pino from 'pino'
import { products } from '../catalogue/products.ts'
import { purchases } from '../catalogue/purchases.ts'
import type { BreakerState } from '../contracts/answers.ts'
import { PersonalProducts } from '../contracts/recommend.ts'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { guideApp } from './app.ts'
import { Cache } from './cache.ts'
import { fallbacks } from './fallbacks.ts'
import { Features } from './features.ts'
import { fetchJson } from './fetch-json.ts'
import { hashRing, moduloPlacing } from './hash-ring.ts'
import { recommend } from './recommendations.ts'
import { guarded } from './resilience.ts'
import { readSettings } from './settings.ts'

const settings = readSettings(process.env)
const log = pino({ level: settings.logLevel, base: { replica: settings.replica } })
const metrics = newMetrics()
let draining = false

const onBreaker = (name: string, state: BreakerState): void => {
  metrics.breaker(name, state)
  log.warn({ event: 'breaker', name, state }, `breaker of ${name} is ${state}`)
}

const recommenders = guarded(
  {
    names: settings.recommend,
    timeoutMs: 200,
    patienceMs: 350,
    calls: 16,
    waiting: 8,
    resting: { code: 'recommend-resting', message: 'Recommendations are resting for a moment.' },
  },
  settings,
  onBreaker,
)
// The weakness `hash-ring-moves-everything`: one replica less, and nearly everybody lives elsewhere.
const placing = settings.hashRing
  ? hashRing(settings.recommend)
  : moduloPlacing(() => recommenders.alive())

const cacheOptions = {
  freshMs: settings.cacheFreshMs,
  // The weakness `cache-never-expires`: an old answer is as welcome as a new one.
  maxAgeMs: settings.cacheExpiry ? settings.cacheMaxAgeMs : Infinity,
  maxEntries: 5000,
  now: () => performance.now(),
}
const personalCache = settings.cache ? new Cache<PersonalProducts>(cacheOptions) : undefined

const ladder = {
  personal: ({ shopper, product }: { shopper: string; product?: string | undefined }) =>
    recommenders.ask(placing.order(shopper), (replica, signal) => {
      const query = new URLSearchParams({ shopper, ...(product === undefined ? {} : { product }) })
      return fetchJson(PersonalProducts, `http://${replica}:8080/recommend?${query.toString()}`, {
        signal,
      })
    }),
  cache: personalCache,
  fallbacks: fallbacks({
    products,
    bought: purchases.map(({ bought }) => bought),
    most: 8,
    rightPrices: settings.rightPrices,
  }),
  ladder: settings.ladder,
}

const neighbours = [recommenders]
const app = guideApp({
  features: new Features(),
  recommend: (wish) => recommend(ladder, wish),
  forget: () => personalCache?.clear(),
  health: () => ({
    replica: settings.replica,
    // The guide has something to say whoever of its neighbours is away.
    ready: !draining,
    ...(draining ? { because: 'draining' } : {}),
    breakers: Object.assign({}, ...neighbours.map(({ breakers }) => breakers)),
  }),
  metrics,
  log,
})

const looking = setInterval(() => {
  for (const each of neighbours) void each.lookAfter()
}, 500)

listen({
  app,
  port: settings.port,
  log,
  drainMs: settings.drainMs,
  onDraining: () => {
    draining = true
  },
  close: () => clearInterval(looking),
})
