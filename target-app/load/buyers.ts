/** Those who fill a cart of their own and buy it, so that both stores have to agree. k6 reads this file too. */
import type { Answer } from 'aftershock'
import { productId, type SeededItem } from './seeded-carts.ts'

/** How many things each puts into the cart. */
export const thingsEach = 2

/** Begins the names of all their carts. */
export const buyers = 'buyer-'
const leaving = `${buyers}leaves-`

/** Every second one presses "Buy" once and leaves, whatever comes of it; the others stay until that is clear. */
export const leaves = (seq: number): boolean => seq % 2 === 1

export const buyersCart = (seq: number): string =>
  `${leaves(seq) ? leaving : `${buyers}stays-`}${seq}`

/** Who leaves without a clear answer may have bought what is still in the cart; pressing again would tell. */
export const mayHaveBoth = (cart: string): boolean => cart.startsWith(leaving)

/** What the call with this token puts into the cart. */
export const thingsOf = (seq: number, token: string): SeededItem[] =>
  Array.from({ length: thingsEach }, (_, place) => ({
    token: `${token}.${place + 1}`,
    product: productId(seq + place),
    quantity: 1,
  }))

/** The call's token, from that of one of its things. */
export const callOf = (thing: string): string => thing.replace(/\.\d+$/, '')

/**
 * What the answer to "Buy" means after the shop has said that the things are in the cart. "The checkout is resting.
 * Your cart is safe" is a promise that can be held against the shop; any other trouble leaves everything open.
 */
export function answerToBuyer({ outcome, status, ...more }: Answer): Answer {
  if (outcome === 'ok') return { outcome, status }
  if (more.error === 'checkout-resting') return { outcome: 'degraded', status, tier: 'kept' }
  return { ...more, outcome: 'unknown', status }
}
