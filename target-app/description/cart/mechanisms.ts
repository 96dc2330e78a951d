/** What keeps the shop going when parts of it fail, and how each is switched off. */
import type { Target } from 'aftershock'

export const mechanisms = {
  'server-redundancy': {
    summary: 'Three cart replicas behind the edge instead of one.',
    off: { replicas: { cart: 1 } },
  },
  retry: {
    summary: 'The cart repeats calls to Redis up to two times, with jitter.',
    off: { environment: { cart: { RETRY: 'off' } } },
  },
  'circuit-breaker': {
    summary: 'After five failures in a row the cart stops asking Redis or PostgreSQL for a moment.',
    off: { environment: { cart: { CIRCUIT_BREAKER: 'off' } } },
  },
  'time-out': {
    summary: 'Each try of a call to Redis or PostgreSQL has a time-out.',
    off: { environment: { cart: { TIMEOUT: 'off' } } },
  },
  'sentinel-failover': {
    summary: 'The sentinels promote a replica when the Redis primary is gone.',
    off: { environment: { sentinel: { SENTINEL_FAILOVER: 'off' } } },
  },
  'replica-ack': {
    summary: 'A cart write is acknowledged only when a Redis replica has it too.',
    off: { environment: { cart: { REPLICA_ACK: 'off' } } },
  },
  'min-replicas': {
    summary: 'A Redis primary that lost all its replicas refuses writes.',
    off: { environment: { redis: { MIN_REPLICAS_TO_WRITE: '0' } } },
  },
  'cart-journal': {
    summary:
      'Every cart change is journaled in PostgreSQL; lost or damaged carts are made anew from it.',
    off: { environment: { cart: { JOURNAL: 'off' } } },
  },
  'cart-versions': {
    summary: 'The last five versions of every cart are kept, to go back to.',
    off: { environment: { cart: { VERSIONS: '0' } } },
  },
  idempotency: {
    summary: 'The checkout makes one order per Idempotency-Key.',
    off: { environment: { cart: { IDEMPOTENCY: 'off' } } },
  },
} as const satisfies NonNullable<Target['mechanisms']>
