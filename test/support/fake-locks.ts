import type { Locks } from '../../target-app/locks/lock.ts'

/** Locks in memory, by a clock that the test moves. `forget` is what an asynchronous failover does. */
export class FakeLocks implements Locks {
  readonly holds = new Map<string, { owner: string; until: number }>()
  now = 0
  #token = 0n

  async acquire(name: string, owner: string, leaseMs: number): Promise<bigint | undefined> {
    const hold = this.holds.get(name)
    if (hold !== undefined && hold.until > this.now) return undefined
    this.holds.set(name, { owner, until: this.now + leaseMs })
    this.#token += 1n
    return this.#token
  }

  async release(name: string, owner: string): Promise<void> {
    if (this.holds.get(name)?.owner === owner) this.holds.delete(name)
  }

  forget(): void {
    this.holds.clear()
  }
}
