/** Bugs that can be planted on purpose, each to be caught by one scenario. All are off by default. */
import type { Target } from 'aftershock'

export const weaknesses = {
  'no-idempotency': {
    summary: 'The checkout ignores the Idempotency-Key: every press of "Buy" is a new order.',
    plant: { environment: { cart: { IDEMPOTENCY: 'off' } } },
    caughtBy: { scenario: 'postgres-paused', check: 'charged-once' },
  },
  'health-lies': {
    summary: 'A cart replica says it is ready although nothing can be written to its Redis.',
    plant: { environment: { cart: { HONEST_HEALTH: 'off' } } },
    caughtBy: { scenario: 'redis-primary-split', check: 'recovers' },
  },
  'no-socket-timeout': {
    summary: 'The cart waits for a silent Redis for ever and never looks for another one.',
    plant: { environment: { cart: { SOCKET_TIMEOUT: 'off' } } },
    caughtBy: { scenario: 'redis-primary-paused', check: 'recovers' },
  },
} as const satisfies NonNullable<Target['weaknesses']>
