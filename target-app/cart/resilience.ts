/** How the cart lives with Redis, PostgreSQL, ZooKeeper and holders of locks that fail: all numbers of its calls. */
import type { BreakerState } from '../contracts/answers.ts'
import type { LockKeeper } from '../contracts/locks.ts'
import {
  protect,
  type Protection,
  type ProtectionOptions,
  type ProtectionSwitches,
} from '../service/resilience.ts'

interface CartSwitches extends ProtectionSwitches {
  /** False plants the weakness `no-socket-timeout`: silence is borne for ever. */
  readonly socketTimeOut: boolean
  /** False plants the weakness `impatient-time-out`. */
  readonly patientTimeOut: boolean
}

/** How the connection to the Redis primary is watched. Milliseconds. */
export const redisWatch = {
  /** How long silence of a connection is borne. */
  patienceMs: 600,
  /** How long a replica may take to have a write: longer than any healthy network needs. */
  ackMs: 200,
  sentinelsMs: 400,
  wellEveryMs: 500,
  unwellEveryMs: 200,
}

/** One question to PostgreSQL, or a connection to it. Milliseconds. */
export const postgresMs = 1000

/** Milliseconds. */
export const lockTimes = {
  /** How long a holder that does not come back has its lock. */
  leaseMs: 3000,
  /** Twice as long as PostgreSQL is waited for. A shopper whose answer was lost must wait until it is over. */
  checkoutLeaseMs: 2 * postgresMs,
  /** How long somebody tries to get a lock that others have. */
  tillPatienceMs: 1500,
  checkoutPatienceMs: 1000,
  /** One question to a keeper, or a connection to ZooKeeper. */
  keeperMs: 500,
}

/**
 * Of Redis, PostgreSQL and each keeper of locks, in each replica. A hundred shoppers per second in one replica,
 * and half a second for each call, take fifty; so do all seeded carts that are changed at once. Nobody meets this
 * before something is silent.
 */
const places = { calls: 64, waiting: 0 }

/** Plenty on a good day; see the weakness `impatient-time-out`. Milliseconds. */
const impatientMs = 60

type Limits = Omit<ProtectionOptions, 'name' | 'onBreaker'>

const limits = {
  redis: {
    timeoutMs: 500,
    // More than fail while a broken connection is made anew: who rests for that rests longer than it takes.
    breakAfter: 8,
    halfOpenAfterMs: 500,
    places,
    resting: {
      code: 'carts-resting',
      message: 'Your cart is resting for a moment. Please try again.',
    },
  },
  postgres: {
    timeoutMs: postgresMs,
    breakAfter: 5,
    halfOpenAfterMs: 1000,
    places,
    resting: {
      code: 'checkout-resting',
      message: 'The checkout is resting. Your cart is safe. Please press "Buy" again in a moment.',
    },
  },
  locks: {
    timeoutMs: lockTimes.keeperMs,
    breakAfter: 5,
    halfOpenAfterMs: 500,
    places,
    resting: {
      code: 'locks-resting',
      message: 'Nobody can have this for themselves right now. Please try again in a moment.',
    },
  },
} satisfies Record<string, Limits>

interface CartProtections {
  readonly redis: Protection
  readonly postgres: Protection
  /** One of its own for each keeper of locks: what they lock for has another. */
  locks(keeper: LockKeeper): Protection
}

export function protectionsOf(
  switches: CartSwitches,
  onBreaker: (name: string, state: BreakerState) => void,
): CartProtections {
  const made = (name: string, limit: Limits, switched: ProtectionSwitches): Protection =>
    protect({ ...limit, name, onBreaker: (state) => onBreaker(name, state) }, switched)
  const { timeOut, socketTimeOut, patientTimeOut } = switches
  const redis = patientTimeOut ? limits.redis : { ...limits.redis, timeoutMs: impatientMs }
  return {
    redis: made('redis', redis, { ...switches, timeOut: timeOut && socketTimeOut }),
    postgres: made('postgres', limits.postgres, switches),
    locks: (keeper) => made(`${keeper}-locks`, limits.locks, switches),
  }
}
