/** What became of the errands, and what the shoppers found in their mailboxes. */
import type { LedgerReading, Target, TargetContext } from 'aftershock'
import { z } from 'zod'
import type { Errand } from '../../contracts/promo.ts'
import { askPrimary } from '../postgres/roles.ts'

const Counts = z.object({
  tokens: z.record(z.string(), z.number()),
  totals: z.record(z.string(), z.number()),
})

/** Letters are counted where they arrive, not where they are noted. */
const lettersByToken = (kind: Errand['kind']): string =>
  `SELECT token, count(*) AS n FROM mailbox WHERE kind = '${kind}' GROUP BY token`
const figuresByToken = `
  SELECT o.token, 1 AS n FROM outbox o JOIN deliveries d ON d.outbox_id = o.id
  WHERE o.kind = 'statistics'`
const graves = (kind: Errand['kind']): string =>
  `SELECT o.token, 1 AS n FROM outbox o JOIN dead_letters l ON l.outbox_id = o.id
  WHERE o.kind = '${kind}'`

const lettersRepeated = 'SELECT coalesce(sum(n - 1), 0) FROM arrived'
/** Pieces in the sales figures that are in none of the orders that were counted. */
const piecesRepeated = `
  SELECT (SELECT coalesce(sum(pieces), 0) FROM sales_figures) - (
    SELECT coalesce(sum(r.pieces), 0) FROM arrived a JOIN orders r ON r.key = a.token)`

/**
 * Totals: `promised`; `pending`, neither done nor given up; `unsent`, those of them that the broker was
 * not given; `deadLettered`; `duplicates`, what came more than once; `attempts` of all that was done.
 */
const reading = (kind: Errand['kind'], tokens: string, repeated = lettersRepeated): string => `
  WITH arrived AS (${tokens}),
  errands AS (
    SELECT o.sent_at, d.attempts, d.outbox_id IS NOT NULL AS done, l.outbox_id IS NOT NULL AS dead
    FROM outbox o
    LEFT JOIN deliveries d ON d.outbox_id = o.id
    LEFT JOIN dead_letters l ON l.outbox_id = o.id
    WHERE o.kind = '${kind}')
  SELECT json_build_object(
    'tokens', coalesce((SELECT json_object_agg(token, n) FROM arrived), '{}'),
    'totals', (SELECT json_build_object(
      'promised', count(*),
      'pending', count(*) FILTER (WHERE NOT done AND NOT dead),
      'unsent', count(*) FILTER (WHERE sent_at IS NULL),
      'deadLettered', count(*) FILTER (WHERE dead),
      'duplicates', (${repeated}),
      'attempts', coalesce(sum(attempts), 0)) FROM errands))`

async function read(context: TargetContext, question: string): Promise<LedgerReading> {
  return Counts.parse(JSON.parse(await askPrimary(context, question)))
}

const needs = ['postgres', 'promo']

export const ledgers = {
  deliveries: {
    summary: 'Promotions in the mailboxes, by the token that the shopper claimed them with.',
    needs,
    read: (context) => read(context, reading('promotion', lettersByToken('promotion'))),
  },
  'dead-letters': {
    summary: 'Promotions that could not be delivered and are kept, by token.',
    needs,
    read: (context) => read(context, reading('promotion', graves('promotion'))),
  },
  receipts: {
    summary: 'Receipts in the mailboxes, by the key of the order.',
    needs,
    read: (context) => read(context, reading('receipt', lettersByToken('receipt'))),
  },
  statistics: {
    summary: 'Orders that are in the sales figures, by their key.',
    needs,
    read: (context) => read(context, reading('statistics', figuresByToken, piecesRepeated)),
  },
} as const satisfies NonNullable<Target['ledgers']>
