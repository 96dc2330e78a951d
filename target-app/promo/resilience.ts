/** How errands live with a broker, a database and a mail provider that fail: all numbers are here. */
import { circuitBreaker, ConsecutiveBreaker, handleWhen, isBrokenCircuitError } from 'cockatiel'
import type { BreakerState } from '../contracts/answers.ts'
import type { Queue } from '../service/queue.ts'
import { protect, type Protection } from '../service/resilience.ts'
import { MailRefused, type MailProvider } from './mail-provider.ts'

/**
 * What was refused rests before the second to seventh try: together 4.9 to 9.8 s, then it is given up.
 * The limits are short, so that the end of it can be watched; a real shop would wait for hours.
 */
export const errands: Queue = { name: 'errands', restsMs: [250, 500, 1000, 2000, 3000, 3000] }

/** How long the broker's "I have it" is waited for. Milliseconds. */
export const confirmMs = 1000

/** Errands under way at once: with 150 ms for each, fewer per second than the mail provider allows. */
export const atOnce = 16

/** One question to PostgreSQL. Milliseconds. */
export const postgresMs = 1000

export const postgresProtection = (onBreaker: (state: BreakerState) => void): Protection =>
  protect(
    {
      name: 'postgres',
      timeoutMs: postgresMs,
      breakAfter: 5,
      halfOpenAfterMs: 1000,
      resting: {
        code: 'promo-resting',
        message: 'Promotions are resting for a moment. Please try again.',
      },
      onBreaker,
    },
    { retry: true, circuitBreaker: true, timeOut: true, bulkhead: false },
  )

/** How often the outbox is looked at, and what it waits for, at most, while sending fails. Milliseconds. */
export const relayPace = { everyMs: 100, atMostMs: 2000, batch: 50 }

/** Doubles from `everyMs` with every failure in a row; half to all of it is waited for. Milliseconds. */
export function waitAfter(failures: number, random: () => number): number {
  if (failures === 0) return relayPace.everyMs
  const limit = Math.min(relayPace.atMostMs, relayPace.everyMs * 2 ** failures)
  return limit * (0.5 + random() / 2)
}

const refusalsInARow = 10
/** Longer than the second of silence that the provider wants of those it has shut out. */
const leftAloneMs = 1200

/** A provider that refuses everybody is left alone for a moment; then one letter tries. */
export function leftAloneWhenItRefuses(provider: MailProvider): MailProvider {
  const everybody = (error: unknown): boolean => error instanceof MailRefused && error.everybody
  const breaker = circuitBreaker(handleWhen(everybody), {
    halfOpenAfter: leftAloneMs,
    breaker: new ConsecutiveBreaker(refusalsInARow),
  })
  return {
    async hand(shopper) {
      try {
        await breaker.execute(() => provider.hand(shopper))
      } catch (error) {
        if (!isBrokenCircuitError(error)) throw error
        const because = 'the mail provider is left alone'
        throw new MailRefused({ because, everybody: true }, false)
      }
    },
  }
}
