/** Everywhere that this replica can keep a lock, each behind its own time-out and breaker. */
import type { BreakerState } from '../contracts/answers.ts'
import type { LockKeeper } from '../contracts/locks.ts'
import type { Database } from '../service/postgres-primary.ts'
import type { Protection } from '../service/resilience.ts'
import { guarded, type Locks } from './lock.ts'
import { noLocks } from './no-locks.ts'
import { postgresLocks } from './postgres-locks.ts'
import { redisLocks, type LockRedis } from './redis-locks.ts'
import type { LockSettings } from './settings.ts'
import { zookeeperLocks, zookeeperRoot } from './zookeeper-locks.ts'
import { ZookeeperSession } from './zookeeper-session.ts'

export interface KeeperParts {
  readonly settings: LockSettings
  readonly redis: LockRedis
  readonly database: Database
  /** How long a holder that does not come back has its lock. Milliseconds. */
  readonly leaseMs: number
  /** How long ZooKeeper may be silent. Milliseconds. */
  readonly patienceMs: number
  protectionOf(keeper: LockKeeper): Protection
  onZookeeper(state: string): void
}

export interface Keeper {
  /** Unprotected, for whoever has a protection of its own. */
  readonly bare: Locks
  readonly locks: Locks
  readonly protection: Protection
}
export interface Keepers {
  readonly keepers: Readonly<Record<'redis' | 'postgres', Keeper>> & { readonly zookeeper?: Keeper }
  /** By name, as `/health` tells them; one that is not connected counts as open. */
  readonly breakers: Readonly<Record<string, { readonly state: BreakerState }>>
  /** Lets the breakers notice recovery although nobody calls. Never throws. */
  look(): Promise<void>
  stop(): void
}

export function openKeepers(parts: KeeperParts): Keepers {
  const { settings, redis, database, leaseMs, patienceMs } = parts
  const session =
    settings.zookeeper.length === 0
      ? undefined
      : new ZookeeperSession({
          servers: settings.zookeeper,
          // Time counts from the last that ZooKeeper heard, which is up to a third of it before a lock was
          // given: whoever just got one has it for two thirds.
          timeoutMs: leaseMs * 1.5,
          patienceMs,
          root: zookeeperRoot,
          onChange: parts.onZookeeper,
        })
  const keeper = (name: LockKeeper, real: Locks): Keeper => {
    const bare = settings.locks ? real : noLocks(Date.now)
    const protection = parts.protectionOf(name)
    return { bare, protection, locks: guarded(bare, protection) }
  }
  const keepers: Keepers['keepers'] = {
    redis: keeper('redis', redisLocks(redis, settings.ownerCheck)),
    postgres: keeper('postgres', postgresLocks(database, settings.ownerCheck)),
    ...(session && {
      zookeeper: keeper('zookeeper', zookeeperLocks(session, settings.ownerCheck)),
    }),
  }
  return {
    keepers,
    get breakers() {
      const states = Object.entries(keepers).map(
        ([
          name,
          {
            protection: { state },
          },
        ]) => {
          const away = name === 'zookeeper' && session?.connected === false
          return [`${name}-locks`, { state: away ? 'open' : state }] as const
        },
      )
      return Object.fromEntries(states)
    },
    async look() {
      const resting = Object.values(keepers).filter(
        ({ protection }) => protection.state !== 'closed',
      )
      // Releasing what nobody has changes nothing and goes the whole way.
      await Promise.allSettled(
        resting.map(({ bare, protection }) =>
          protection.once(() => bare.release('nobody', 'nobody')),
        ),
      )
    },
    stop: () => session?.stop(),
  }
}
