/** What the environment may say about locks. */
import type { z } from 'zod'
import { LockKeeper } from '../contracts/locks.ts'
import { names, onOff } from '../service/settings.ts'

export const lockEnvironment = {
  /** The servers of ZooKeeper; none: no lock is kept there. */
  ZOOKEEPER: names.default([]),
  /** Where the checkout's lock is kept: with the orders, so that buying needs nothing more than it did. */
  CHECKOUT_LOCK: LockKeeper.default('postgres'),
  // Mechanisms.
  LOCKS: onOff,
  FENCING: onOff,
  // Weaknesses; see ../weaknesses.ts.
  SHARED_LOCK_KEY: onOff,
  LOCK_OWNER_CHECK: onOff,
}

export interface LockSettings {
  readonly zookeeper: readonly string[]
  readonly checkout: LockKeeper
  readonly locks: boolean
  /** What a lock protects refuses holders that lost it. */
  readonly fencing: boolean
  /** Everybody who wants the same thing asks for the same lock. */
  readonly sharedKey: boolean
  /** Only its owner can release a lock. */
  readonly ownerCheck: boolean
}

export function lockSettings(read: z.output<z.ZodObject<typeof lockEnvironment>>): LockSettings {
  return {
    zookeeper: read.ZOOKEEPER,
    checkout: read.CHECKOUT_LOCK,
    locks: read.LOCKS,
    fencing: read.FENCING,
    sharedKey: read.SHARED_LOCK_KEY,
    ownerCheck: read.LOCK_OWNER_CHECK,
  }
}
