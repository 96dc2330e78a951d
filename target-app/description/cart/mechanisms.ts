/** What keeps the shop going when parts of it fail, and how each is switched off. */
import type { Target } from 'aftershock'

export const mechanisms = {
  'server-redundancy': {
    shownBy: [{ scenario: 'cart-replica-killed', check: 'recovers' }],
    summary: 'Three cart replicas behind the edge instead of one.',
    off: { replicas: { cart: 1 } },
  },
  retry: {
    shownBy: [{ scenario: 'redis-connections-dropped', check: 'available' }],
    summary: 'The cart repeats calls to Redis up to two times, with jitter.',
    off: { environment: { cart: { RETRY: 'off' } } },
  },
  'circuit-breaker': {
    shownBy: [{ scenario: 'cart-redis-slow', check: 'fails-fast' }],
    summary: 'After some failures in a row the cart stops asking Redis or PostgreSQL for a moment.',
    off: { environment: { cart: { CIRCUIT_BREAKER: 'off' } } },
  },
  'time-out': {
    shownBy: [{ scenario: 'redis-primary-paused', check: 'recovers' }],
    summary:
      'Each try of a call to Redis or PostgreSQL has a time-out, and so has silence of a connection.',
    off: { environment: { cart: { TIMEOUT: 'off', SOCKET_TIMEOUT: 'off' } } },
  },
  'cart-bulkhead': {
    shownBy: [{ scenario: 'cart-bulkhead', check: 'fails-fast' }],
    summary: 'Only so many calls to Redis or PostgreSQL are under way at once in a cart replica.',
    off: { environment: { cart: { BULKHEAD: 'off' } } },
  },
  'sentinel-failover': {
    shownBy: [
      { scenario: 'redis-primary-killed', check: 'recovers' },
      { scenario: 'lock-redis-failover', check: 'recovers' },
    ],
    summary: 'The sentinels promote a replica when the Redis primary is gone.',
    off: { environment: { sentinel: { SENTINEL_FAILOVER: 'off' } } },
  },
  'replica-ack': {
    shownBy: [{ scenario: 'redis-primary-split', check: 'no-lost-writes' }],
    summary: 'A cart write is acknowledged only when a Redis replica has it too.',
    off: { environment: { cart: { REPLICA_ACK: 'off' } } },
  },
  'min-replicas': {
    summary: 'A Redis primary that lost all its replicas refuses writes.',
    off: { environment: { redis: { MIN_REPLICAS_TO_WRITE: '0' } } },
  },
  'cart-journal': {
    shownBy: [{ scenario: 'carts-lost', check: 'no-corruption-served' }],
    summary:
      'Every cart change is journaled in PostgreSQL; lost or damaged carts are made anew from it.',
    off: { environment: { cart: { JOURNAL: 'off' } } },
  },
  'cart-versions': {
    shownBy: [{ scenario: 'carts-rolled-back', check: 'recovers' }],
    summary: 'The last five versions of every cart are kept, to go back to.',
    off: { environment: { cart: { VERSIONS: '0' } } },
  },
  'deferred-work': {
    shownBy: [{ scenario: 'receipts-wait', check: 'available' }],
    summary: 'Nobody who buys waits until the receipt and the sales figures are on their way.',
    off: { environment: { cart: { DEFERRED_WORK: 'off' } } },
  },
  idempotency: {
    shownBy: [{ scenario: 'answers-late', check: 'charged-once' }],
    summary: 'The checkout makes one order per Idempotency-Key.',
    off: { environment: { cart: { IDEMPOTENCY: 'off' } } },
  },
} as const satisfies NonNullable<Target['mechanisms']>
