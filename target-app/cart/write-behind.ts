/** The weakness `acknowledge-before-write`: the shopper hears "added" a second before Redis does. */
import type { CartStore } from './cart-store.ts'
import { edited } from './edit.ts'

const behindMs = 1000

export function writeBehind(carts: CartStore): CartStore {
  return {
    ...carts,
    async add(id, items) {
      const before = await carts.read(id)
      setTimeout(() => void carts.add(id, items).catch(() => undefined), behindMs)
      return {
        ...before,
        version: before.version + 1,
        items: edited(before.items, { add: [...items] }),
      }
    },
  }
}
