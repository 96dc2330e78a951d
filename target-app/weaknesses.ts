/** Bugs that can be planted on purpose, each to be caught by one scenario. All are off by default. */
import type { Target } from 'aftershock'

export const weaknesses = {
  'no-idempotency': {
    summary: 'The checkout ignores the Idempotency-Key: every press of "Buy" is a new order.',
    plant: { environment: { cart: { IDEMPOTENCY: 'off' } } },
    caughtBy: [{ scenario: 'answers-late', check: 'charged-once' }],
  },
  'new-key-for-each-press': {
    summary:
      'The page makes a new Idempotency-Key for each press of "Buy": pressing again pays again.',
    plant: { environment: { cart: { WISH_KEPT: 'off' } } },
    caughtBy: [{ scenario: 'cart-replica-killed', check: 'ui' }],
  },
  'page-waits-for-guide': {
    summary: 'The page asks the guide before it shows the shop: without a guide nothing is shown.',
    plant: { environment: { cart: { GUIDE_LAST: 'off' } } },
    caughtBy: [
      { scenario: 'guide-gone', check: 'ui' },
      { scenario: 'shop-without-guide', check: 'ui' },
    ],
  },
  'emptied-before-the-order': {
    summary:
      'The cart is emptied before the order is placed: without an order the things are gone.',
    plant: { environment: { cart: { ORDER_FIRST: 'off' } } },
    caughtBy: [{ scenario: 'postgres-paused', check: 'no-lost-writes' }],
  },
  'health-lies': {
    summary: 'A cart replica says it is ready although nothing can be written to its Redis.',
    plant: { environment: { cart: { HONEST_HEALTH: 'off' } } },
    caughtBy: [{ scenario: 'redis-primary-split', check: 'recovers' }],
  },
  'no-socket-timeout': {
    summary: 'The cart waits for a silent Redis for ever and never looks for another one.',
    plant: { environment: { cart: { SOCKET_TIMEOUT: 'off' } } },
    caughtBy: [{ scenario: 'redis-primary-paused', check: 'recovers' }],
  },
  'impatient-time-out': {
    summary: 'The cart gives Redis 60 ms: plenty on a good day, too little on every other.',
    plant: { environment: { cart: { PATIENT_TIMEOUT: 'off' } } },
    caughtBy: [{ scenario: 'cart-redis-late', check: 'available' }],
  },
  'sent-before-confirm': {
    summary: 'An errand counts as sent before the broker has said that it has it.',
    plant: { environment: { promo: { CONFIRMS: 'off' } } },
    caughtBy: [{ scenario: 'broker-cut', check: 'queue-drained' }],
  },
  'no-dedup': {
    summary: 'An errand that is handed over twice is done twice.',
    plant: { environment: { promo: { DEDUP: 'off' } } },
    caughtBy: [{ scenario: 'broker-slow', check: 'queue-drained' }],
  },
  'acknowledged-before-done': {
    summary: 'The broker is told that an errand is done as soon as it is handed over.',
    plant: { environment: { promo: { ACKNOWLEDGE_LAST: 'off' } } },
    caughtBy: [{ scenario: 'promo-worker-killed', check: 'queue-drained' }],
  },
  'retry-storm': {
    summary: 'What the mail provider refuses is tried again at once, and for ever.',
    plant: { environment: { promo: { PATIENT_RETRIES: 'off', RETRY_BACKOFF: 'off' } } },
    caughtBy: [{ scenario: 'mail-provider-down', check: 'queue-drained' }],
  },
  'dead-letters-dropped': {
    summary: 'What is given up is forgotten.',
    plant: { environment: { promo: { KEEP_DEAD_LETTERS: 'off' } } },
    caughtBy: [{ scenario: 'mailboxes-gone', check: 'queue-drained' }],
  },
  'no-fencing': {
    summary: 'Whoever lost a lock while frozen still writes: nobody looks at the fencing token.',
    plant: { environment: { cart: { FENCING: 'off' } } },
    caughtBy: [{ scenario: 'lock-holder-paused', check: 'one-holder' }],
  },
  'lock-random-key': {
    summary:
      'Everybody asks for a lock of their own, under a key with something random at its end.',
    plant: { environment: { cart: { SHARED_LOCK_KEY: 'off' } } },
    caughtBy: [{ scenario: 'lock-holder-paused', check: 'one-holder' }],
  },
  'lock-release-without-owner': {
    summary:
      'Whoever gives up waiting for a lock, or comes back late, releases that of somebody else.',
    plant: { environment: { cart: { LOCK_OWNER_CHECK: 'off' } } },
    caughtBy: [{ scenario: 'lock-holder-paused', check: 'one-holder' }],
  },
  oversell: {
    summary: 'An order is taken although the last piece is gone.',
    plant: { environment: { postgres: { STOCK_CHECK: 'off' } } },
    caughtBy: [{ scenario: 'scarce-sold-once', check: 'no-oversell' }],
  },
  'snapshot-without-checksum': {
    summary: 'The search uses whatever it can still read of a damaged snapshot.',
    plant: { environment: { search: { SNAPSHOT_CHECKSUM: 'off' } } },
    caughtBy: [{ scenario: 'search-snapshot-damaged', check: 'no-corruption-served' }],
  },
  'stuck-agent-not-isolated': {
    summary: 'An agent that hangs keeps its question and its place.',
    plant: { environment: { dialogue: { AGENT_ISOLATION: 'off' } } },
    caughtBy: [{ scenario: 'dialogue-agents-stuck', check: 'available' }],
  },
  'stream-ends-silently': {
    summary: 'An answer that broke off in the middle is ended as if it were whole.',
    plant: { environment: { dialogue: { END_MARK: 'off' } } },
    caughtBy: [{ scenario: 'dialogue-agents-stuck', check: 'no-corruption-served' }],
  },
  'breaker-never-half-opens': {
    summary: 'A breaker of the guide that has opened stays open, however well the other side is.',
    plant: { environment: { guide: { BREAKER_HALF_OPEN: 'off' } } },
    caughtBy: [{ scenario: 'guide-recommend-killed', check: 'degrades' }],
  },
  'fallback-wrong-price': {
    summary: 'Products of the lower steps of the ladder are shown at the prices of last season.',
    plant: { environment: { guide: { RIGHT_PRICES: 'off' } } },
    caughtBy: [{ scenario: 'guide-recommend-killed', check: 'no-corruption-served' }],
  },
  'cache-never-expires': {
    summary: 'The guide shows what it kept however old it is.',
    plant: { environment: { guide: { CACHE_EXPIRY: 'off' } } },
    caughtBy: [{ scenario: 'guide-cache-expires', check: 'no-corruption-served' }],
  },
  'hash-ring-moves-everything': {
    summary: 'Shoppers are placed by modulo: one replica less, and two of three live elsewhere.',
    plant: { environment: { guide: { HASH_RING: 'off' } } },
    caughtBy: [{ scenario: 'recommend-replica-killed', check: 'available' }],
  },
  'part-acknowledged-early': {
    summary: 'A trainer says that a part is done when it begins it: it dies with the trainer.',
    plant: { environment: { trainer: { ACKNOWLEDGE_LAST: 'off' } } },
    caughtBy: [{ scenario: 'training-worker-killed', check: 'notices' }],
  },
  'drain-cuts-requests': {
    summary: 'A cart that is told to stop ends at once, whoever is waiting for an answer.',
    plant: { environment: { cart: { DRAIN: 'off' } } },
    caughtBy: [{ scenario: 'cart-replica-draining', check: 'available' }],
  },
  'heartbeat-one-socket': {
    summary:
      'All kinds of heartbeats leave through one socket: when it is cut, the living look dead.',
    plant: { environment: { cart: { HEARTBEAT_SOCKETS: 'one' } } },
    caughtBy: [{ scenario: 'heartbeat-kind-cut', check: 'available' }],
  },
  'watchdog-asks-the-dead': {
    summary:
      'The watchdog sends its order to restart to the service that hangs, not to its supervisor.',
    plant: { environment: { watchdog: { ASKS_SUPERVISOR: 'off' } } },
    caughtBy: [{ scenario: 'cart-hung', check: 'recovers' }],
  },
  'alarm-at-the-limit': {
    summary: 'The watchdog does not follow the trend: it speaks when hardly any memory is left.',
    plant: { environment: { watchdog: { FOLLOWS_TREND: 'off' } } },
    caughtBy: [{ scenario: 'leak-left-alone', check: 'warns' }],
  },
  'acknowledge-before-write': {
    summary: 'The shopper hears "added" a second before Redis has it.',
    plant: { environment: { cart: { WRITE_FIRST: 'off' } } },
    caughtBy: [{ scenario: 'cart-replica-killed', check: 'no-lost-writes' }],
  },
  'checksum-not-verified': {
    summary: 'A cart is shown as it lies in Redis, whatever its checksum says.',
    plant: { environment: { cart: { CHECKSUM: 'off' } } },
    caughtBy: [{ scenario: 'carts-damaged', check: 'no-corruption-served' }],
  },
  'backup-skips-newest': {
    summary: 'Every backup leaves out the newest orders, and the next one begins behind them.',
    plant: { environment: { backup: { NEWEST: 'off' } } },
    caughtBy: [{ scenario: 'backup-restored', check: 'restored' }],
  },
} as const satisfies NonNullable<Target['weaknesses']>
