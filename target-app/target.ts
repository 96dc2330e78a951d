/** The reference shop as Aftershock sees it. Nothing in the shop itself knows that this file exists. */
import type { ReplicaDescription, Target } from 'aftershock'
import { conditions } from './description/conditions.ts'
import { ledgers, reset } from './description/data.ts'
import { journeys } from './description/journeys.ts'
import { logEvents } from './description/log-events.ts'
import { mechanisms } from './description/mechanisms.ts'
import { roles } from './description/redis-roles.ts'
import { weaknesses } from './weaknesses.ts'

const packages = 'hono @hono/node-server pino cockatiel prom-client redis pg zod'.split(' ')

/** Redis and Sentinel announce themselves to each other by name. */
const redisNames = ({ name, replicasOf }: ReplicaDescription): Record<string, string> => ({
  REPLICA: name,
  FIRST_PRIMARY: replicasOf('redis')[0] ?? 'redis-1',
  REDIS_REPLICAS: replicasOf('redis').join(' '),
})

export default {
  name: 'shop',
  summary: 'A shop with an edge, carts in Redis with Sentinel, and orders in PostgreSQL.',
  images: {
    edge: { context: 'edge', base: 'base' },
    cart: {
      context: 'cart',
      base: 'node',
      files: ['cart', 'contracts.ts', 'page'],
      packages,
    },
    redis: { context: 'redis', base: 'base' },
    postgres: { context: 'postgres', base: 'base' },
  },
  services: {
    postgres: {
      summary: 'Products, stock and orders.',
      image: 'postgres',
      ports: [5432],
      ready: { log: /database system is ready to accept connections/ },
    },
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
      image: 'cart',
      replicas: 3,
      ports: [8080],
      ready: { log: /"event":"ready"/ },
      environment: ({ name, replicasOf }) => ({
        REPLICA: name,
        SENTINELS: replicasOf('sentinel').join(' '),
      }),
      after: ['sentinel', 'postgres'],
    },
    edge: {
      summary: 'HAProxy: the way in; sends shoppers to cart replicas that are ready.',
      image: 'edge',
      ports: [80, 8404],
      ready: { http: '/edge/status', port: 80 },
      environment: ({ replicasOf }) => ({ CART_REPLICAS: replicasOf('cart').join(' ') }),
      after: ['cart'],
    },
  },
  links: [
    { from: 'edge', to: 'cart', port: 8080 },
    { from: 'cart', to: 'redis', port: 6379 },
    { from: 'cart', to: 'sentinel', port: 26379 },
    { from: 'cart', to: 'postgres', port: 5432 },
    // Any of them can become the primary, so each may follow any other.
    { from: 'redis', to: 'redis', port: 6379 },
    { from: 'sentinel', to: 'redis', port: 6379 },
    { from: 'sentinel', to: 'sentinel', port: 26379 },
  ],
  entry: { service: 'edge', port: 80 },
  roles,
  operations: {
    'cart.add': {
      summary: 'Put a product into a cart.',
      latencyLimitMs: 500,
      timeoutMs: 3000,
      writes: { ledger: 'cart-items', effect: 'add' },
    },
    'cart.read': {
      summary: 'Look at a cart whose content is known.',
      latencyLimitMs: 500,
      timeoutMs: 3000,
    },
    'cart.remove': {
      summary: 'Put a product into a cart and take it out again.',
      latencyLimitMs: 500,
      timeoutMs: 3000,
      writes: { ledger: 'cart-items', effect: 'remove' },
    },
    checkout: {
      summary: 'Buy two products; without a clear answer press "Buy" again while patience lasts.',
      latencyLimitMs: 1000,
      timeoutMs: 12_000,
      writes: { ledger: 'orders', effect: 'add' },
    },
  },
  loadScript: 'load/operations.ts',
  journeys,
  mechanisms,
  weaknesses,
  logEvents,
  conditions,
  reset,
  ledgers,
} satisfies Target
