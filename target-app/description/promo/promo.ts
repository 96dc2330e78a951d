/** Work that is promised now and done later: promotions, receipts, sales figures. */
import { z } from 'zod'
import type { Part } from '../part.ts'
import { actions } from './actions.ts'
import { ledgers } from './ledgers.ts'
import { logEvents } from './log-events.ts'
import { mechanisms } from './mechanisms.ts'

const PromoHealth = z.object({
  ready: z.boolean(),
  because: z.string().optional(),
  breakers: z.record(z.string(), z.string()),
})

export const promo: Part = {
  services: {
    promo: {
      summary: 'Takes claims of promotions, and does what was promised: mail and statistics.',
      image: 'shop',
      command: () => ['promo'],
      ports: [8080],
      ready: { log: /"event":"ready"/ },
      environment: ({ name, replicasOf }) => ({
        REPLICA: name,
        POSTGRES: replicasOf('postgres').join(' '),
      }),
      after: ['postgres'],
    },
  },
  links: [
    { from: 'promo', to: 'postgres', port: 5432 },
    { from: 'promo', to: 'rabbitmq', port: 5672 },
  ],
  operations: {
    'promo.claim': {
      summary: 'Claim a promotion; it comes by mail.',
      latencyLimitMs: 500,
      timeoutMs: 3000,
      writes: { ledger: 'deliveries', effect: 'add' },
      needs: ['promo'],
    },
  },
  mechanisms,
  logEvents,
  actions,
  ledgers,
  conditions: {
    'promo-is-well': {
      summary: 'The promo service reaches PostgreSQL and the broker.',
      needs: ['promo', 'rabbitmq'],
      async holds(context) {
        const response = await context.fetch('/health', { headers: { 'x-replica': 'promo' } })
        const health = PromoHealth.safeParse(await response.json())
        if (!health.success) return { because: 'promo does not answer' }
        const { ready, because, breakers } = health.data
        if (!ready || because !== undefined) {
          return { because: `promo: ${because ?? 'not ready, and no reason given'}` }
        }
        const open = Object.entries(breakers).find(([, state]) => state !== 'closed')
        return open === undefined
          ? true
          : { because: `promo: the breaker around ${open[0]} is ${open[1]}` }
      },
    },
  },
}
