/** Carts and checkout: cart replicas, Redis with its sentinels. */
import type { ReplicaDescription } from 'aftershock'
import type { Part } from '../part.ts'
import { actions } from './actions.ts'
import { conditions } from './conditions.ts'
import { ledgers, reset } from './data.ts'
import { journeys } from './journeys.ts'
import { ledgers as keptOrBought } from './kept-or-bought.ts'
import { logEvents } from './log-events.ts'
import { mechanisms } from './mechanisms.ts'
import { roles } from './redis-roles.ts'

/** Redis and Sentinel announce themselves to each other by name. */
const redisNames = ({ name, replicasOf }: ReplicaDescription): Record<string, string> => ({
  REPLICA: name,
  FIRST_PRIMARY: replicasOf('redis')[0] ?? 'redis-1',
  REDIS_REPLICAS: replicasOf('redis').join(' '),
})

export const cart: Part = {
  images: { redis: { context: 'redis', base: 'base' } },
  services: {
    redis: {
      summary: 'Carts: one primary and its replicas.',
      image: 'redis',
      replicas: 3,
      ports: [6379],
      ready: { log: /Ready to accept connections/ },
      command: () => ['redis'],
      environment: redisNames,
    },
    sentinel: {
      summary: 'Watches Redis and promotes a replica when the primary is gone.',
      image: 'redis',
      replicas: 3,
      ports: [26379],
      ready: { log: /\+monitor master shop/ },
      command: () => ['sentinel'],
      environment: redisNames,
      after: ['redis'],
    },
    cart: {
      summary: 'Carts, checkout and the page.',
      image: 'shop',
      command: () => ['cart'],
      replicas: 3,
      ports: [8080],
      ready: { log: /"event":"ready"/ },
      environment: ({ name, replicasOf }) => ({
        REPLICA: name,
        SENTINELS: replicasOf('sentinel').join(' '),
        POSTGRES: replicasOf('postgres').join(' '),
        ZOOKEEPER: replicasOf('zookeeper').join(' '),
      }),
      after: ['sentinel', 'postgres'],
    },
  },
  links: [
    { from: 'cart', to: 'redis', port: 6379 },
    { from: 'cart', to: 'sentinel', port: 26379 },
    { from: 'cart', to: 'postgres', port: 5432 },
    // Any of them can become the primary, so each may follow any other.
    { from: 'redis', to: 'redis', port: 6379 },
    { from: 'sentinel', to: 'redis', port: 6379 },
    { from: 'sentinel', to: 'sentinel', port: 26379 },
  ],
  roles,
  operations: {
    'products.read': {
      summary: 'Look at what there is to buy.',
      latencyLimitMs: 500,
      timeoutMs: 3000,
      needs: ['cart'],
    },
    'cart.add': {
      summary: 'Put a product into a cart.',
      latencyLimitMs: 500,
      timeoutMs: 3000,
      needs: ['cart'],
      writes: { ledger: 'cart-items', effect: 'add' },
    },
    'cart.read': {
      summary: 'Look at a cart whose content is known.',
      latencyLimitMs: 500,
      timeoutMs: 3000,
      needs: ['cart'],
    },
    'cart.remove': {
      summary: 'Put a product into a cart and take it out again.',
      latencyLimitMs: 500,
      timeoutMs: 3000,
      needs: ['cart'],
      writes: { ledger: 'cart-items', effect: 'remove' },
    },
    checkout: {
      summary: 'Buy two products; without a clear answer press "Buy" again while patience lasts.',
      latencyLimitMs: 1000,
      timeoutMs: 12_000,
      needs: ['cart'],
      writes: { ledger: 'orders', effect: 'add' },
    },
    'checkout.cart': {
      summary:
        'Fill a cart with two things and buy it; half of the shoppers press "Buy" only once.',
      latencyLimitMs: 1000,
      // Whoever stays shall have a clear answer in the end, or nobody can say that a thing must not be in both stores.
      timeoutMs: 15_000,
      tiers: ['kept'],
      needs: ['cart'],
      writes: { ledger: 'kept-or-bought', effect: 'add' },
    },
    'checkout.scarce': {
      summary: 'Buy one of the few limited pieces, once; or hear that they are gone.',
      latencyLimitMs: 1000,
      timeoutMs: 3000,
      tiers: ['sold-out'],
      needs: ['cart'],
    },
  },
  journeys,
  mechanisms,
  logEvents,
  conditions,
  ledgers: { ...ledgers, ...keptOrBought },
  actions,
  reset,
  resetNeeds: ['cart'],
}
