/**
 * Locks with a lease and a fencing token.
 *
 * A lock over a network cannot be held for ever: a holder that dies must lose it, so it is given for a
 * time only. A holder that was frozen for longer does not know that, and goes on. Therefore every hold has a
 * token that grows from holder to holder, and what the lock protects refuses an older token after a
 * newer one; see `Fence`. Source: M. Kleppmann, "How to do distributed locking", 2016.
 */
import { randomUUID } from 'node:crypto'
import type { Protection } from '../service/resilience.ts'
import { ShopError } from '../service/shop-error.ts'

/** Keeps locks somewhere that all replicas reach. */
export interface Locks {
  /**
   * Tries once. The token of the new hold, which is greater than those of all holds of this name before;
   * undefined when somebody else has it.
   */
  acquire(name: string, owner: string, leaseMs: number): Promise<bigint | undefined>
  /** Ends the hold of `owner`, and of nobody else. */
  release(name: string, owner: string): Promise<void>
}

/** What a holder shows to the store that it writes to. */
export interface Fence {
  readonly name: string
  readonly token: bigint
  /** Tells two holds apart that were given the same token by a keeper that had lost its memory. */
  readonly owner: string
  /** Until when nobody else can have been given it: counted from before it was asked for. */
  readonly until: Date
}

export interface LockOptions {
  readonly locks: Locks
  /** How long somebody may have it who does not come back. Milliseconds. */
  readonly leaseMs: number
  /** How long others wait for it. Milliseconds. */
  readonly patienceMs: number
  /** What people are told when that was not long enough. */
  readonly busy: {
    readonly status: 409 | 503
    readonly code: string
    readonly message: string
  }
  /** False plants the weakness `lock-random-key`. */
  readonly sharedKey: boolean
  readonly clock: LockClock
}

export interface LockClock {
  /** The time of day. Milliseconds. */
  now(): number
  /** Until the next try. */
  pause(): Promise<void>
  after(ms: number, then: () => void): void
}

export type UnderLock = <T>(name: string, work: (fence: Fence) => Promise<T>) => Promise<T>

/** Does work while nobody else does any under the same name. @throws ShopError `busy`. */
export function underLock(options: LockOptions): UnderLock {
  const { locks, busy } = options
  return async (name, work) => {
    const owner = randomUUID()
    // The weakness `lock-random-key`: everybody has a lock of their own.
    const key = options.sharedKey ? name : `${name}.${owner}`
    let mayStillWrite = false
    try {
      const hold = await acquired(options, key, owner)
      if (hold === undefined) throw new ShopError(busy.status, busy.code, busy.message)
      mayStillWrite = true
      const done = await work({ name, owner, ...hold })
      mayStillWrite = false
      return done
    } catch (error) {
      if (error instanceof ShopError && error.status < 500) mayStillWrite = false
      throw error
    } finally {
      // Also when it was never got: a try whose answer was lost may have got it. Nobody waits for it.
      const release = () => void locks.release(key, owner).catch(() => undefined)
      // A write without an answer may still be on its way, so the others are kept out for as long as promised.
      if (mayStillWrite) options.clock.after(options.leaseMs, release)
      else release()
    }
  }
}

async function acquired(
  { locks, leaseMs, patienceMs, clock }: LockOptions,
  key: string,
  owner: string,
): Promise<Pick<Fence, 'token' | 'until'> | undefined> {
  const patience = clock.now() + patienceMs
  for (;;) {
    const until = new Date(clock.now() + leaseMs)
    const token = await locks.acquire(key, owner, leaseMs)
    if (token !== undefined) return { token, until }
    if (clock.now() >= patience) return undefined
    await clock.pause()
  }
}

export const lockClock: LockClock = {
  now: () => Date.now(),
  // The jitter keeps those who wait from asking in step.
  pause: () => new Promise((resolve) => setTimeout(resolve, 25 + Math.random() * 50)),
  after: (ms, then) => void setTimeout(then, ms).unref(),
}

/**
 * Every try has the time-out and the breaker of the keeper's protection. A release goes past both: nobody
 * waits for it, and a lock whose release an open breaker swallowed would be held until its keeper forgets it,
 * which is never while the holder's session lives. Only who asked the keeper has something to release there,
 * so that a keeper that rests is not asked for each of those who were turned away.
 */
export function guarded(locks: Locks, protection: Protection): Locks {
  const asked = new Set<string>()
  return {
    acquire: (name, owner, leaseMs) =>
      protection.once(() => {
        asked.add(owner)
        return locks.acquire(name, owner, leaseMs)
      }),
    async release(name, owner) {
      if (asked.delete(owner)) await locks.release(name, owner)
    },
  }
}
