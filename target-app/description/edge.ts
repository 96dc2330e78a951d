/** The way in. */
import type { Proof, ReplicaDescription, Switch, TargetContext } from 'aftershock'
import { z } from 'zod'
import { balances } from '../edge/settings.ts'
import type { Part } from './part.ts'

/** Their health is asked through the edge, by name; no shopper is sent to them. */
const others = ['recommend', 'search', 'dialogue', 'trainer', 'watchdog', 'backup']

const environment = ({ replicasOf }: ReplicaDescription): Record<string, string> => ({
  CART_REPLICAS: replicasOf('cart').join(' '),
  // As if the first machine were twice as large; only balancing by weight minds.
  CART_WEIGHTS: replicasOf('cart')
    .map((_, index) => (index === 0 ? 2 : 1))
    .join(' '),
  GUIDE_REPLICAS: replicasOf('guide').join(' '),
  PROMO_REPLICAS: replicasOf('promo').join(' '),
  MONITOR: replicasOf('prometheus').join(' '),
  SECOND_NETWORK: 'second',
  OTHER_REPLICAS: others.flatMap((service) => replicasOf(service)).join(' '),
})

const usual = 'roundrobin'
const EdgeStatus = z
  .object({ balance: z.string() })
  .catchall(z.object({ up: z.number(), of: z.number() }).or(z.string()))

async function edgeStatus(context: TargetContext): Promise<z.infer<typeof EdgeStatus>> {
  return EdgeStatus.parse(await (await context.fetch('/edge/status')).json())
}

async function balanceBy(context: TargetContext, way: string): Promise<string> {
  const { exitCode, stdout, stderr } = await context.exec('edge', ['balance', way])
  if (exitCode !== 0) throw new Error(`the edge did not change its way of balancing: ${stderr}`)
  return stdout.trim()
}

const balancing = balances.map((way) => [
  `balance-${way}`,
  {
    summary: `Spread shoppers over the replicas by ${way}.`,
    run: (context: TargetContext) => balanceBy(context, way),
    undo: (context: TargetContext) => balanceBy(context, usual),
  },
])

const mechanism = (summary: string, setting: string, ...shownBy: readonly Proof[]): Switch => ({
  shownBy,
  summary,
  off: { environment: { edge: { [setting]: 'off' } } },
})

export const edge: Part = {
  images: { edge: { context: 'edge', base: 'node' } },
  services: {
    edge: {
      summary: 'HAProxy: the way in; sends shoppers to replicas that are ready.',
      image: 'edge',
      ports: [80, 8404],
      ready: { http: '/edge/status', port: 80 },
      environment,
    },
  },
  links: [
    // The same carts by another way; see `SECOND_NETWORK`.
    { from: 'edge', to: 'cart', port: 8080, network: 'second' },
    ...['cart', 'guide', 'promo', ...others].map((to) => ({ from: 'edge', to, port: 8080 })),
  ],
  mechanisms: {
    reload: mechanism(
      'The edge takes another way of balancing while it runs; switched off, only when it starts.',
      'RELOAD',
      { scenario: 'balancing-changed', check: 'notices' },
    ),
    'health-checks': mechanism(
      'The edge asks every replica for its health twice a second.',
      'HEALTH_CHECKS',
      { scenario: 'redis-primary-split', check: 'recovers' },
    ),
    'outlier-ejection': mechanism(
      'A cart replica that fails three shoppers in a row is taken out although its health check is fine.',
      'EJECTION',
      { scenario: 'outlier-ejected', check: 'available' },
    ),
    'edge-retry': mechanism(
      'Whoever could not be reached is replaced by another replica; questions are asked again.',
      'EDGE_RETRIES',
      { scenario: 'second-path-cut', check: 'available' },
    ),
    'second-path': {
      shownBy: [{ scenario: 'second-path-cut', check: 'available' }],
      summary:
        'Each cart replica can be reached over two networks; switched off, everybody comes over the second.',
      off: { environment: { edge: { SECOND_PATH: 'only' } } },
    },
    'load-shedding': mechanism(
      'In a crowd those who only look are asked to wait, so that buying goes on.',
      'SHEDDING',
      { scenario: 'surge-shed', check: 'available' },
    ),
  },
  logEvents: {
    'edge-reloaded': {
      summary: 'The edge works by a new configuration.',
      service: 'edge',
      pattern: /balance is (\S+) from now on/,
    },
  },
  conditions: {
    'edge-sees-everyone': {
      summary: 'The edge sends shoppers to every replica there is.',
      async holds(context) {
        const missing = Object.entries(await edgeStatus(context)).flatMap(([backend, servers]) =>
          typeof servers === 'object' && servers.up < servers.of
            ? [`${servers.up} of ${servers.of} in ${backend}`]
            : [],
        )
        return missing.length === 0 ? true : { because: `the edge sees ${missing.join(', ')}` }
      },
    },
  },
  actions: Object.fromEntries(balancing),
  /** A way of balancing that an operator chose goes with the scenario. */
  async reset(context) {
    if ((await edgeStatus(context)).balance !== usual) await balanceBy(context, usual)
  },
}
