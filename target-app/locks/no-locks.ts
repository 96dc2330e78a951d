/** What is left when locks are switched off: everybody gets everything at once. */
import type { Locks } from './lock.ts'

export function noLocks(now: () => number): Locks {
  let last = 0n
  return {
    acquire: async () => {
      const time = BigInt(Math.floor(now())) * 1000n
      last = time > last ? time : last + 1n
      return last
    },
    release: async () => undefined,
  }
}
