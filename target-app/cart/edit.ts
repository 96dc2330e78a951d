/** The ways to change what is in a cart. Doing one twice leaves the same as doing it once. */
import { z } from 'zod'
import { Item } from '../contracts/cart.ts'

export const Edit = z.union([
  z.strictObject({ add: z.array(Item) }),
  z.strictObject({ remove: z.array(z.string()) }),
  /** What the cart shall contain, whatever was there: going back to an earlier version. */
  z.strictObject({ all: z.array(Item) }),
])
export type Edit = z.infer<typeof Edit>

/** The items after the edit. The first one of a token stays. */
export function edited(there: readonly Item[], edit: Edit): Item[] {
  if ('all' in edit) return edit.all
  if ('remove' in edit) return there.filter(({ token }) => !edit.remove.includes(token))
  const items = new Map(there.map((item) => [item.token, item]))
  for (const item of edit.add) if (!items.has(item.token)) items.set(item.token, item)
  return [...items.values()]
}
