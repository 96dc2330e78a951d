/** Work that is promised now and done later: promotions, receipts, sales figures. */
import { allWell } from '../all-well.ts'
import type { Part } from '../part.ts'
import { actions } from './actions.ts'
import { ledgers } from './ledgers.ts'
import { logEvents } from './log-events.ts'
import { mechanisms } from './mechanisms.ts'

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
      latencyLimitMs: 1000,
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
      summary: 'The promo service reaches PostgreSQL, and the broker hands errands over to it.',
      needs: ['promo', 'rabbitmq'],
      holds: allWell('promo'),
    },
  },
}
