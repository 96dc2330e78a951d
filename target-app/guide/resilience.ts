/** How the guide lives with neighbours that fail: every time-out, breaker and bulkhead of it is made here. */
import type { BreakerState } from '../contracts/answers.ts'
import { protect } from '../service/resilience.ts'
import { neighbour, type Neighbour } from './neighbour.ts'

export interface NeighbourLimits {
  /** Replicas by name. */
  readonly names: readonly string[]
  /** Milliseconds for one try. */
  readonly timeoutMs: number
  /** No other replica is asked after this. Milliseconds. */
  readonly patienceMs: number
  /** At most so many calls under way at once, and so many that wait for a place. */
  readonly calls: number
  readonly waiting: number
  readonly resting: { readonly code: string; readonly message: string }
}

export interface GuideSwitches {
  readonly circuitBreaker: boolean
  readonly timeOut: boolean
  readonly bulkhead: boolean
  readonly failover: boolean
  /** False plants the weakness `breaker-never-half-opens`. */
  readonly breakerHalfOpen: boolean
}

/** How long a breaker stays open before a look decides. */
const halfOpenAfterMs = 800

export function guarded(
  limits: NeighbourLimits,
  switches: GuideSwitches,
  onBreaker: (name: string, state: BreakerState) => void,
): Neighbour {
  const { names, timeoutMs, patienceMs, calls, waiting, resting } = limits
  // A replica that was down is worth asking again at some time: never to do so is the weakness.
  const tryAgainAfterMs = switches.breakerHalfOpen ? halfOpenAfterMs : Infinity
  const replicas = names.map((name) => {
    const protection = protect(
      {
        name,
        timeoutMs,
        breakAfter: 5,
        halfOpenAfterMs: tryAgainAfterMs,
        resting,
        onBreaker: (state) => onBreaker(name, state),
      },
      { ...switches, retry: false },
    )
    return [name, protection] as const
  })
  return neighbour({
    replicas: new Map(replicas),
    resting,
    ...(switches.bulkhead ? { bulkhead: { calls, waiting } } : {}),
    patienceMs,
    failover: switches.failover,
    look: async (name, signal) => {
      const { ok, status } = await fetch(`http://${name}:8080/health`, { signal })
      if (!ok) throw new Error(`${name} is not ready: ${status}`)
    },
    now: () => performance.now(),
  })
}
