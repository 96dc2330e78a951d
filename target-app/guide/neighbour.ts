/**
 * Another service with several replicas, asked so that its trouble stays its own: each replica has a
 * breaker and a time-out, the service as a whole has a bulkhead, and when one replica fails the next is asked.
 */
import type { BreakerState } from '../contracts/answers.ts'
import { bulkheadOf, type Places, type Protection } from '../service/resilience.ts'
import { ShopError } from '../service/shop-error.ts'

export interface Neighbour {
  /** Replicas that are worth asking: their breaker is not open. */
  alive(): readonly string[]
  readonly breakers: Readonly<Record<string, BreakerState>>
  /** @throws ShopError: 503 when nobody could answer, or what a replica refused on purpose. */
  ask<T>(order: readonly string[], call: Call<T>): Promise<T>
  /** Tries those whose breaker is not closed, so that no shopper has to be the one who tries. */
  lookAfter(): Promise<void>
}

type Call<T> = (replica: string, signal: AbortSignal) => Promise<T>

export interface NeighbourOptions {
  readonly replicas: ReadonlyMap<string, Protection>
  readonly resting: { readonly code: string; readonly message: string }
  /** Of the neighbour as a whole; none: as many as there are calls. */
  readonly bulkhead?: Places
  /** Another replica is asked only while so much time has not passed. Milliseconds. */
  readonly patienceMs: number
  readonly failover: boolean
  /** Fails while the replica is not well. */
  readonly look: Call<unknown>
  /** Milliseconds; only differences count. */
  readonly now: () => number
}

export function neighbour(options: NeighbourOptions): Neighbour {
  const { replicas, resting, patienceMs, failover, look, now } = options
  const places = bulkheadOf(options.bulkhead)
  const alive = (): readonly string[] =>
    [...replicas].filter(([, { state }]) => state !== 'open').map(([name]) => name)
  const rests = (cause: unknown): ShopError =>
    new ShopError(503, resting.code, resting.message, { cause })

  const askOneAfterTheOther = async <T>(order: readonly string[], call: Call<T>): Promise<T> => {
    const began = now()
    let last: unknown
    for (const name of failover ? order : order.slice(0, 1)) {
      const replica = replicas.get(name)
      if (replica === undefined || replica.state === 'open') continue
      if (now() - began >= patienceMs) break
      try {
        return await replica.once((signal) => call(name, signal))
      } catch (error) {
        // Only trouble is a reason to ask the next; a refusal would be the same there.
        if (error instanceof ShopError && error.status < 500) throw error
        last = error
      }
    }
    throw last ?? rests(new Error('no replica is worth asking'))
  }
  return {
    alive,
    get breakers() {
      return Object.fromEntries([...replicas].map(([name, { state }]) => [name, state]))
    },
    async ask(order, call) {
      try {
        return await places.execute(() => askOneAfterTheOther(order, call))
      } catch (error) {
        throw error instanceof ShopError ? error : rests(error)
      }
    },
    async lookAfter() {
      const unwell = [...replicas].filter(([, { state }]) => state !== 'closed')
      await Promise.allSettled(
        unwell.map(([name, replica]) => replica.once((signal) => look(name, signal))),
      )
    },
  }
}
