/** What the orders finally say. */
import type { Target } from 'aftershock'
import { z } from 'zod'
import { askPrimary } from './roles.ts'

const allOrders = `
  SELECT json_build_object(
    'tokens', coalesce((
      SELECT json_object_agg(token, n) FROM (
        SELECT split_part(key, '#', 1) AS token, count(*) AS n FROM orders GROUP BY 1
      ) AS by_token), '{}'),
    'totals', json_build_object(
      'orders', (SELECT count(*) FROM orders),
      'sold', (SELECT coalesce(sum(pieces), 0) FROM orders),
      'stockLeft', (SELECT sum(available) FROM stock),
      'stockSeeded', (SELECT sum(seeded) FROM stock),
      'oversold', (SELECT count(*) FROM stock WHERE available < 0)))`

const Orders = z.object({
  tokens: z.record(z.string(), z.number()),
  totals: z.record(z.string(), z.number()),
})

export const ledgers = {
  orders: {
    summary: 'Every order in PostgreSQL, by the key that the shopper sent.',
    needs: ['postgres'],
    async read(context) {
      return Orders.parse(JSON.parse(await askPrimary(context, allOrders)))
    },
  },
} as const satisfies NonNullable<Target['ledgers']>
