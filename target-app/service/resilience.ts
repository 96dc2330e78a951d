/** How this service lives with others that fail: all time-outs, retries, breakers and bulkheads are made here. */
import {
  bulkhead,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
  noop,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
  type IPolicy,
} from 'cockatiel'
import type { BreakerState } from '../contracts/answers.ts'
import { RetryBudget } from './retry-budget.ts'
import { ShopError } from './shop-error.ts'

/** Runs calls to one other service. What is thrown is always a ShopError. */
export interface Protection {
  /**
   * Only for calls that do no harm when they are made twice. A call whose time is over is told by its
   * signal: it must not write any more, because the next try may be done and its result changed again.
   */
  repeatable<T>(call: Call<T>): Promise<T>
  once<T>(call: Call<T>): Promise<T>
  readonly state: BreakerState
}

type Call<T> = (signal: AbortSignal) => Promise<T>

export interface ProtectionOptions {
  readonly name: string
  /** Milliseconds for one try. */
  readonly timeoutMs: number
  /** The breaker opens after so many failures in a row … */
  readonly breakAfter: number
  /** … and lets one call try again after so many milliseconds. */
  readonly halfOpenAfterMs: number
  /**
   * The bulkhead. Who finds no place is refused at once; no breaker counts that, and it is not repeated. A place
   * is held as long as somebody waits for the call, second tries and the pauses before them included. A time-out
   * gives it back, for nobody waits any more, although the other service may still be at work; with time-outs off
   * one that is silent keeps every place it got until it answers. None: as many places as there are calls.
   */
  readonly places?: Places
  /** What people are told while the other service rests. */
  readonly resting: { readonly code: string; readonly message: string }
  onBreaker(state: BreakerState): void
}

/** At most so many calls under way at once, and so many that wait for a place. */
export interface Places {
  readonly calls: number
  readonly waiting: number
}

/** Each of these mechanisms can be switched off by itself. */
export interface ProtectionSwitches {
  readonly retry: boolean
  readonly circuitBreaker: boolean
  readonly timeOut: boolean
  readonly bulkhead: boolean
}

const stateWords: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
}

// A refusal decided on purpose says nothing about the other service's health.
const isFault = (error: unknown): boolean => !(error instanceof ShopError)
// Asking an open breaker again at once can only be answered by the breaker.
const isWorthAnotherTry = (error: unknown): boolean =>
  isFault(error) && !isBrokenCircuitError(error)

/** At most so many second tries within a few hundred milliseconds. */
const secondTries = 2

/** Without a number there is a place for everybody. */
export const bulkheadOf = (places: Places | undefined): IPolicy =>
  places === undefined ? noop : bulkhead(places.calls, places.waiting)

export function protect(options: ProtectionOptions, switches: ProtectionSwitches): Protection {
  const breaker = circuitBreaker(handleWhen(isFault), {
    halfOpenAfter: options.halfOpenAfterMs,
    breaker: new ConsecutiveBreaker(options.breakAfter),
  })
  breaker.onStateChange((state) => options.onBreaker(stateWords[state]))

  const guarded: IPolicy = wrap(
    switches.circuitBreaker ? breaker : noop,
    switches.timeOut ? timeout(options.timeoutMs, TimeoutStrategy.Aggressive) : noop,
  )
  const places = bulkheadOf(switches.bulkhead ? options.places : undefined)
  const budget = new RetryBudget(() => performance.now())
  // Made for each call, because it counts the tries of that call: the last one spends nothing.
  const again = (): IPolicy => {
    budget.called()
    let left = secondTries
    const mayRepeat = (error: unknown): boolean => {
      if (left === 0 || !isWorthAnotherTry(error) || !budget.spend()) return false
      left -= 1
      return true
    }
    return retry(handleWhen(mayRepeat), {
      maxAttempts: secondTries,
      // Its jitter keeps replicas apart.
      backoff: new ExponentialBackoff({ initialDelay: 40, maxDelay: 200 }),
    })
  }

  const run = async <T>(policy: IPolicy, call: Call<T>): Promise<T> => {
    try {
      return await policy.execute(({ signal }) => call(signal))
    } catch (error) {
      if (error instanceof ShopError) throw error
      const { code, message } = options.resting
      throw new ShopError(503, code, message, { cause: error })
    }
  }
  return {
    repeatable: (call) => run(wrap(places, switches.retry ? again() : noop, guarded), call),
    once: (call) => run(wrap(places, guarded), call),
    get state() {
      return stateWords[breaker.state]
    },
  }
}
