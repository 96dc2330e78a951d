/** How the guide lives with neighbours that fail: every time-out, breaker and bulkhead, and all their numbers. */
import type { BreakerState } from '../contracts/answers.ts'
import { protect, type Places } from '../service/resilience.ts'
import { neighbour, type Neighbour } from './neighbour.ts'

/** A streamed answer that breaks off or falls silent is gone on with by another replica. Milliseconds. */
export const answers = { mostResumptions: 4, restMs: 500, silenceMs: 5000 }

/** A sibling that is slower to tell what is switched off is not waited for, as shoppers wait meanwhile. Milliseconds. */
export const siblingMs = 500

interface NeighbourLimits extends Places {
  /** Milliseconds for one try. */
  readonly timeoutMs: number
  /** No other replica is asked after this. Milliseconds. */
  readonly patienceMs: number
  readonly resting: { readonly code: string; readonly message: string }
}

interface GuideSwitches {
  readonly circuitBreaker: boolean
  readonly timeOut: boolean
  readonly bulkhead: boolean
  readonly failover: boolean
  /** False plants the weakness `breaker-never-half-opens`. */
  readonly breakerHalfOpen: boolean
}

type OnBreaker = (name: string, state: BreakerState) => void

const limits = {
  recommend: {
    timeoutMs: 200,
    patienceMs: 350,
    calls: 12,
    waiting: 4,
    resting: { code: 'recommend-resting', message: 'Recommendations are resting for a moment.' },
  },
  search: {
    timeoutMs: 300,
    patienceMs: 500,
    calls: 16,
    waiting: 8,
    resting: { code: 'search-resting', message: 'The search is resting for a moment.' },
  },
  // The same replicas with a shorter patience and breakers of their own: reviews never cost a search.
  reviews: {
    timeoutMs: 150,
    patienceMs: 200,
    calls: 16,
    waiting: 0,
    resting: { code: 'reviews-resting', message: 'Reviews are resting for a moment.' },
  },
  // Only until the answer begins; how long it takes is the business of `asking.ts`.
  dialogue: {
    timeoutMs: 800,
    patienceMs: 1500,
    calls: 16,
    waiting: 8,
    resting: { code: 'ask-resting', message: 'Nobody can answer just now. Please ask again.' },
  },
} satisfies Record<string, NeighbourLimits>

type Neighbours = Readonly<Record<keyof typeof limits, Neighbour>>

/** The replicas of each neighbour by name; with none, that neighbour rests. */
export function neighboursOf(
  settings: GuideSwitches &
    Readonly<Record<'recommend' | 'search' | 'dialogue', readonly string[]>>,
  onBreaker: OnBreaker,
): Neighbours {
  const made = (neighbour: keyof typeof limits, names: readonly string[]): Neighbour =>
    guarded(names, limits[neighbour], settings, (name, state) =>
      onBreaker(neighbour === 'reviews' ? `${name}-reviews` : name, state),
    )
  return {
    recommend: made('recommend', settings.recommend),
    search: made('search', settings.search),
    reviews: made('reviews', settings.search),
    dialogue: made('dialogue', settings.dialogue),
  }
}

/** All of them by name, for the health of this replica. */
export function breakersOf({ reviews, ...others }: Neighbours): Record<string, BreakerState> {
  const ofReviews = Object.entries(reviews.breakers).map(([name, state]) => [
    `${name}-reviews`,
    state,
  ])
  const all = Object.values(others).flatMap(({ breakers }) => Object.entries(breakers))
  return Object.fromEntries([...all, ...ofReviews])
}

/** How long a breaker stays open before a look decides. */
const halfOpenAfterMs = 800

function guarded(
  names: readonly string[],
  { timeoutMs, patienceMs, calls, waiting, resting }: NeighbourLimits,
  switches: GuideSwitches,
  onBreaker: OnBreaker,
): Neighbour {
  // A replica that was down is worth asking again at some time: never to do so is the weakness.
  const tryAgainAfterMs = switches.breakerHalfOpen ? halfOpenAfterMs : Infinity
  const replicas = names.map((name) => {
    const protection = protect(
      {
        name,
        timeoutMs,
        breakAfter: 3,
        halfOpenAfterMs: tryAgainAfterMs,
        resting,
        onBreaker: (state) => onBreaker(name, state),
        // The bulkhead is around the neighbour as a whole.
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
