/** Products, stock, orders and the carts' journal: PostgreSQL with a standby. */
import type { Part } from '../part.ts'
import { conditions } from './conditions.ts'
import { logEvents } from './log-events.ts'
import { admin } from './operate.ts'
import { ledgers } from './orders.ts'
import { askPrimary, roles } from './roles.ts'

export const postgres: Part = {
  images: { postgres: { context: 'postgres', base: 'base' } },
  services: {
    postgres: {
      summary: 'Products, stock, orders, the journal of the carts: a primary and its standby.',
      image: 'postgres',
      replicas: 2,
      ports: [5432],
      ready: { log: /database system is ready to accept (read-only )?connections/ },
      environment: ({ name, replicasOf }) => ({
        REPLICA: name,
        POSTGRES: replicasOf('postgres').join(' '),
      }),
    },
  },
  // Either can become the primary, so each may follow the other.
  links: [{ from: 'postgres', to: 'postgres', port: 5432 }],
  roles,
  mechanisms: {
    'postgres-standby': {
      shownBy: [{ scenario: 'postgres-primary-killed', check: 'recovers' }],
      summary: 'A second PostgreSQL follows the first and can be promoted.',
      off: { replicas: { postgres: 1 } },
    },
    'sync-replication': {
      shownBy: [{ scenario: 'postgres-standby-cut', check: 'no-lost-writes' }],
      summary: 'An order is acknowledged only when the standby has it too.',
      off: { environment: { postgres: { SYNC_REPLICATION: 'off' } } },
    },
    'going-alone': {
      shownBy: [{ scenario: 'postgres-standby-killed', check: 'available' }],
      summary: 'A PostgreSQL primary that lost its standby takes orders without it.',
      off: { environment: { postgres: { GOING_ALONE: 'off' } } },
    },
    'step-down': {
      shownBy: [{ scenario: 'postgres-primary-paused', check: 'notices' }],
      summary: 'A PostgreSQL primary that was replaced while it was away stops and follows.',
      off: { environment: { postgres: { STEP_DOWN: 'off' } } },
    },
  },
  logEvents,
  actions: {
    'promote-standby': {
      summary: 'An operator makes the PostgreSQL standby the primary.',
      needs: ['postgres', 'cart'],
      run: async (context) => (await admin(context, 'cart', ['promote-standby'])).said,
    },
  },
  conditions,
  ledgers,
  async reset(context) {
    await askPrimary(context, 'SELECT reseed()')
  },
  resetNeeds: ['postgres'],
}
