/** A full backup and the incremental ones after it, put together to what they mean. */
import type { Backup, BackupHead, EditRow, OrderRow } from '../contracts/backup.ts'
import type { Item } from '../contracts/cart.ts'
import { edited } from '../cart/edit.ts'

/** What the shop's data were at one recovery point. */
export interface Content {
  readonly orders: readonly OrderRow[]
  /** By the cart's name. */
  readonly carts: ReadonlyMap<string, readonly Item[]>
}

/**
 * The backups that together hold everything up to the newest one that was read before then (milliseconds since
 * 1970): the last full one of its generation, and all after it, as far as none is missing. None when there is no full one.
 */
export function chainTo(heads: readonly BackupHead[], before = Infinity): readonly BackupHead[] {
  const within = heads.filter(({ recoveryPoint, readAt = recoveryPoint }) => readAt <= before)
  const newest = within.at(-1)
  const same = within.filter(({ generation }) => generation === newest?.generation)
  const from = same.findLastIndex(({ kind }) => kind === 'full')
  const chain = from === -1 ? [] : same.slice(from)
  // What comes after one that is missing would leave a hole that nobody sees.
  const hole = chain.findIndex(({ id }, i) => id !== (chain[0]?.id ?? 0) + i)
  return hole === -1 ? chain : chain.slice(0, hole)
}

/** Rows that come twice count once. */
export function contentOf(chain: readonly Backup[]): Content {
  const orders = new Map<string, OrderRow>()
  const states = new Map<string, { version: number; items: readonly Item[] }>()
  const edits = new Map<number, EditRow>()
  for (const { rows } of chain) {
    for (const row of rows) {
      if ('order' in row) orders.set(row.order.key, row.order)
      else if ('cart' in row) states.set(row.cart.cart, row.cart)
      else edits.set(row.edit.seq, row.edit)
    }
  }
  const full = new Map([...states].map(([cart, { version }]) => [cart, version]))
  const inOrder = [...edits.values()].toSorted((a, b) => a.version - b.version || a.seq - b.seq)
  for (const { cart, version, edit } of inOrder) {
    // Not those of the edits before: after a failover of Redis two may have the same version.
    if (version <= (full.get(cart) ?? 0)) continue
    states.set(cart, { version, items: edited(states.get(cart)?.items ?? [], edit) })
  }
  const carts = new Map([...states].map(([cart, { items }]) => [cart, items]))
  return { orders: [...orders.values()], carts }
}

/** Without what shoppers took out or bought since, and nothing of carts that an operator rolled back since. */
export function keptSince(
  carts: Content['carts'],
  edits: readonly EditRow[],
): [cart: string, items: Item[]][] {
  const gone = new Map<string, Set<string>>()
  for (const { cart, edit } of edits.toSorted((a, b) => a.seq - b.seq)) {
    const tokens = gone.get(cart) ?? new Set<string>()
    gone.set(cart, tokens)
    if ('add' in edit) for (const { token } of edit.add) tokens.delete(token)
    else if ('remove' in edit) for (const token of edit.remove) tokens.add(token)
    else for (const { token } of carts.get(cart) ?? []) tokens.add(token)
  }
  return [...carts].map(([cart, items]) => [
    cart,
    items.filter(({ token }) => gone.get(cart)?.has(token) !== true),
  ])
}
