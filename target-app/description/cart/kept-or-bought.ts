/** What became of the things that buyers put into their carts: both stores, read side by side. */
import type { LedgerReading, Target } from 'aftershock'
import { z } from 'zod'
import { buyers, callOf, mayHaveBoth, thingsEach } from '../../load/buyers.ts'
import { askPrimary } from '../postgres/roles.ts'
import { cartsIn, storedCarts } from './data.ts'

// All pieces of a buyer are in one order, so an order of fewer pieces is none.
const allBought = `
  SELECT coalesce(json_object_agg(token, times), '{}') FROM (
    SELECT split_part(key, '#', 1) AS token, sum(pieces) / ${thingsEach} AS times
    FROM orders WHERE shopper LIKE '${buyers}%' GROUP BY 1
  ) AS by_token`

const Bought = z.record(z.string(), z.number())

/**
 * By the buyer's token: not there when one of the things is neither in the cart nor in an order, and there twice when one
 * is in both. Who left without a clear answer may have both, as nobody has pressed again.
 */
export function keptOrBought(
  carts: string,
  bought: Readonly<Record<string, number>>,
): LedgerReading {
  const tokens: Record<string, number> = { ...bought }
  const totals = { kept: 0, bought: 0, corrupt: 0 }
  for (const times of Object.values(bought)) totals.bought += times
  for (const [id, cart] of cartsIn(carts)) {
    if (cart === 'corrupt') {
      totals.corrupt += 1
      continue
    }
    for (const [call, things] of Map.groupBy(cart.items, ({ token }) => callOf(token))) {
      const ordered = bought[call] ?? 0
      if (things.length < thingsEach && ordered === 0) continue
      totals.kept += 1
      tokens[call] = mayHaveBoth(id) ? Math.max(ordered, 1) : ordered + 1
    }
  }
  return { tokens, totals }
}

export const ledgers = {
  'kept-or-bought': {
    summary:
      'What buyers put into carts: in the cart or in an order, and counted twice when in both.',
    needs: ['redis', 'sentinel', 'postgres'],
    async read(context) {
      const carts = await storedCarts(context, `${buyers}*`)
      return keptOrBought(carts, Bought.parse(JSON.parse(await askPrimary(context, allBought))))
    },
  },
} as const satisfies NonNullable<Target['ledgers']>
