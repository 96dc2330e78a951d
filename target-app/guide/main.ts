/** Starts the guide, and ends it without cutting anybody off. */
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { products } from '../catalogue/products.ts'
import { purchases } from '../catalogue/purchases.ts'
import type { PersonalProducts } from '../contracts/recommend.ts'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { guideApp } from './app.ts'
import { askGuide } from './asking.ts'
import { Cache } from './cache.ts'
import { answersFrom, personalFrom, reviewsFrom, searchFrom } from './clients.ts'
import { fallbacks } from './fallbacks.ts'
import { Features } from './features.ts'
import { hashRing, moduloPlacing } from './hash-ring.ts'
import { askFeatures, switchedOff } from './recall.ts'
import { recommend } from './recommendations.ts'
import { answers, breakersOf, neighboursOf } from './resilience.ts'
import { search, type Finding } from './searching.ts'
import { readSettings } from './settings.ts'

const settings = readSettings(process.env)
const log = pino({ level: settings.logLevel, base: { replica: settings.replica } })
const metrics = newMetrics()
let draining = false

const neighbours = neighboursOf(settings, (name, state) => {
  metrics.breaker(name, state)
  log.warn({ event: 'breaker', name, state }, `breaker of ${name} is ${state}`)
})
// The weakness `hash-ring-moves-everything`: one replica less, and nearly everybody lives elsewhere.
const placing = settings.hashRing
  ? hashRing(settings.recommend)
  : moduloPlacing(() => neighbours.recommend.alive())

const cacheOptions = {
  freshMs: settings.cacheFreshMs,
  // The weakness `cache-never-expires`: an old answer is as welcome as a new one.
  maxAgeMs: settings.cacheExpiry ? settings.cacheMaxAgeMs : Infinity,
  maxEntries: 5000,
  now: () => performance.now(),
}
const chosen = settings.cache ? new Cache<PersonalProducts>(cacheOptions) : undefined
const found = settings.cache ? new Cache<Finding>(cacheOptions) : undefined

const personal = personalFrom(neighbours.recommend, placing)
const ladder = {
  cache: chosen,
  fallbacks: fallbacks({
    products,
    bought: purchases.map(({ bought }) => bought),
    most: 8,
    rightPrices: settings.rightPrices,
  }),
  ladder: settings.ladder,
}
const find = searchFrom(neighbours.search)
const reviewsOf = reviewsFrom(neighbours.reviews)
const searching = { cache: found, partial: settings.partial }
const begin = answersFrom(neighbours.dialogue)
const asking = {
  mostResumptions: settings.failover ? answers.mostResumptions : 0,
  rest: () => sleep(answers.restMs),
  silenceMs: settings.timeOut ? answers.silenceMs : Infinity,
}

const features = new Features(settings.features)
for (const name of await switchedOff({ siblings: settings.siblings, ask: askFeatures })) {
  features.set(name, false)
  log.warn({ event: 'feature', name, on: false }, `${name} is still switched off`)
}

const app = guideApp({
  features,
  recommend: (wish, request) => recommend({ ...ladder, personal: personal(request) }, wish),
  search: (query, request) =>
    search({ ...searching, find: find(request), reviewsOf: reviewsOf(request) }, query),
  ask(question, request) {
    const onResumed = (from: number): void =>
      log.info({ event: 'answer-resumed', from, request }, 'an answer that broke off goes on')
    return askGuide({ ...asking, begin: begin(request), onResumed }, question)
  },
  forget() {
    chosen?.clear()
    found?.clear()
  },
  health: () => ({
    replica: settings.replica,
    // The guide has something to say whoever of its neighbours is away.
    ready: !draining,
    ...(draining ? { because: 'draining' } : {}),
    breakers: breakersOf(neighbours),
  }),
  metrics,
  log,
})

const looking = setInterval(() => {
  for (const each of Object.values(neighbours)) void each.lookAfter()
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
