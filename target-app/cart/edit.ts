/** What an edit makes of a cart. Doing one twice leaves the same as doing it once. */
import type { Edit, Item } from '../contracts/cart.ts'

/** The items after the edit. The first one of a token stays. */
export function edited(there: readonly Item[], edit: Edit): Item[] {
  if ('all' in edit) return edit.all
  if ('remove' in edit) return there.filter(({ token }) => !edit.remove.includes(token))
  const items = new Map(there.map((item) => [item.token, item]))
  for (const item of edit.add) if (!items.has(item.token)) items.set(item.token, item)
  return [...items.values()]
}
