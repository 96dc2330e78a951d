/** Everything of the cart that happens under a lock: the checkout, and the tills. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openKeepers, type Keeper, type KeeperParts, type Keepers } from '../locks/keepers.ts'
import { guarded, lockClock, underLock, type LockOptions, type UnderLock } from '../locks/lock.ts'
import { tills, type Tills } from '../locks/tills.ts'
import type { Protection } from '../service/resilience.ts'
import { lockedOrders } from './locked-orders.ts'
import type { OrderStore } from './order-store.ts'
import { lockTimes } from './resilience.ts'

export interface CartLockParts extends Omit<KeeperParts, 'leaseMs' | 'patienceMs'> {
  readonly replica: string
  readonly orders: OrderStore
  /** Of PostgreSQL, as the orders use it: a checkout whose lock is there too rests together with them. */
  readonly ordersProtection: Protection
}

export interface CartLocks {
  readonly orders: OrderStore
  readonly tills: Tills
  readonly keepers: Keepers
}

const busyTill: LockOptions['busy'] = {
  status: 409,
  code: 'till-busy',
  message: 'Others use this till. Please try again in a moment.',
}
const busyCheckout: LockOptions['busy'] = {
  status: 503,
  code: 'checkout-busy',
  message:
    'Another checkout of yours is still being worked on. Please press "Buy" again in a moment.',
}

export function cartLocks(parts: CartLockParts): CartLocks {
  const { settings, database, replica, ordersProtection } = parts
  const { leaseMs, checkoutLeaseMs, tillPatienceMs, checkoutPatienceMs, keeperMs } = lockTimes
  const opened = openKeepers({ ...parts, leaseMs, patienceMs: keeperMs })
  const { keepers } = opened
  const lockOf = (options: Pick<LockOptions, 'locks' | 'leaseMs' | 'patienceMs' | 'busy'>) =>
    underLock({ ...options, sharedKey: settings.sharedKey, clock: lockClock })

  const checkoutKeeper = keepers[settings.checkout]
  if (checkoutKeeper === undefined)
    throw new Error('CHECKOUT_LOCK is zookeeper, but ZOOKEEPER is empty')
  const checkoutLocks =
    settings.checkout === 'postgres'
      ? guarded(checkoutKeeper.bare, ordersProtection)
      : checkoutKeeper.locks
  const till = ({ locks }: Keeper): UnderLock =>
    lockOf({ locks, leaseMs, patienceMs: tillPatienceMs, busy: busyTill })
  const checkoutLock = lockOf({
    locks: checkoutLocks,
    leaseMs: checkoutLeaseMs,
    patienceMs: checkoutPatienceMs,
    busy: busyCheckout,
  })

  return {
    orders: lockedOrders(parts.orders, checkoutLock, settings.fencing),
    tills: tills({
      replica,
      database,
      protection: keepers.postgres.protection,
      underLock: {
        redis: till(keepers.redis),
        postgres: till(keepers.postgres),
        ...(keepers.zookeeper && { zookeeper: till(keepers.zookeeper) }),
      },
      fencing: settings.fencing,
      sleep: async (ms) => {
        await sleep(ms)
      },
    }),
    keepers: opened,
  }
}
