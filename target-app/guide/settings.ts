/** Everything the environment may say to the guide, read once. */
import { z } from 'zod'
import {
  names,
  onOff,
  readEnvironment,
  serviceEnvironment,
  serviceSettings,
  type ServiceSettings,
} from '../service/settings.ts'

const Environment = z.object({
  ...serviceEnvironment,
  /** All guides. */
  GUIDES: names.default([]),
  // The replicas of its neighbours; where there are none, that part of the guide rests.
  RECOMMEND: names.default([]),
  SEARCH: names.default([]),
  DIALOGUE: names.default([]),
  /** How long a kept answer is as good as a new one, and when it may not be given any more. */
  CACHE_FRESH_MS: z.coerce.number().default(2000),
  CACHE_MAX_AGE_MS: z.coerce.number().default(10_000),
  // Mechanisms.
  CIRCUIT_BREAKER: onOff,
  TIMEOUT: onOff,
  BULKHEAD: onOff,
  FAILOVER: onOff,
  LADDER: onOff,
  PARTIAL: onOff,
  CACHE: onOff,
  HASH_RING: onOff,
  FEATURES: onOff,
  // Weaknesses; see ../weaknesses.ts.
  BREAKER_HALF_OPEN: onOff,
  RIGHT_PRICES: onOff,
  CACHE_EXPIRY: onOff,
})

export interface Settings extends ServiceSettings {
  /** The other guides. */
  readonly siblings: readonly string[]
  readonly recommend: readonly string[]
  readonly search: readonly string[]
  readonly dialogue: readonly string[]
  readonly cacheFreshMs: number
  readonly cacheMaxAgeMs: number
  readonly circuitBreaker: boolean
  readonly timeOut: boolean
  /** At most so many calls to one neighbour at once. */
  readonly bulkhead: boolean
  /** When one replica fails, the next is asked. */
  readonly failover: boolean
  /** Something lesser in place of nothing. */
  readonly ladder: boolean
  /** An answer without one of its parts in place of none. */
  readonly partial: boolean
  readonly cache: boolean
  /** False plants the weakness `hash-ring-moves-everything`. */
  readonly hashRing: boolean
  /** Parts of it can be put to rest while it runs. */
  readonly features: boolean
  /** False plants the weakness `breaker-never-half-opens`. */
  readonly breakerHalfOpen: boolean
  /** False plants the weakness `fallback-wrong-price`. */
  readonly rightPrices: boolean
  /** False plants the weakness `cache-never-expires`. */
  readonly cacheExpiry: boolean
}

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readEnvironment(Environment, environment)
  return {
    ...serviceSettings(read),
    siblings: read.GUIDES.filter((name) => name !== read.REPLICA),
    recommend: read.RECOMMEND,
    search: read.SEARCH,
    dialogue: read.DIALOGUE,
    cacheFreshMs: read.CACHE_FRESH_MS,
    cacheMaxAgeMs: read.CACHE_MAX_AGE_MS,
    circuitBreaker: read.CIRCUIT_BREAKER,
    timeOut: read.TIMEOUT,
    bulkhead: read.BULKHEAD,
    failover: read.FAILOVER,
    ladder: read.LADDER,
    partial: read.PARTIAL,
    cache: read.CACHE,
    hashRing: read.HASH_RING,
    features: read.FEATURES,
    breakerHalfOpen: read.BREAKER_HALF_OPEN,
    rightPrices: read.RIGHT_PRICES,
    cacheExpiry: read.CACHE_EXPIRY,
  }
}
