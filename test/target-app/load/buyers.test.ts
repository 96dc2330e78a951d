import { expect, test } from 'vitest'
import { AddItems, CartId, Checkout } from '../../../target-app/contracts/cart.ts'
import {
  answerToBuyer,
  buyers,
  buyersCart,
  callOf,
  leaves,
  mayHaveBoth,
  thingsEach,
  thingsOf,
} from '../../../target-app/load/buyers.ts'

const token = '4f2a9c-mabc1234-checkout.cart-17'

test('what a buyer sends is what the shop accepts, and each thing tells whose it is', () => {
  const items = thingsOf(17, token)
  expect(AddItems.safeParse(items).success).toBe(true)
  expect(Checkout.safeParse({ items }).success).toBe(true)
  expect(new Set(items.map((item) => item.token)).size).toBe(thingsEach)
  expect(items.map((item) => callOf(item.token))).toEqual([token, token])
})

test('every buyer has a cart of their own, and it tells who leaves after one press', () => {
  const carts = Array.from({ length: 40 }, (_, seq) => buyersCart(seq))
  expect(new Set(carts).size).toBe(40)
  for (const [seq, cart] of carts.entries()) {
    expect(CartId.safeParse(cart).success).toBe(true)
    expect(cart.startsWith(buyers)).toBe(true)
    expect(mayHaveBoth(cart)).toBe(leaves(seq))
  }
  expect(carts.filter(mayHaveBoth)).toHaveLength(20)
})

test('"your cart is safe" is an acknowledgement; what is not said that clearly is open', () => {
  expect(answerToBuyer({ outcome: 'ok', status: 201 })).toEqual({ outcome: 'ok', status: 201 })
  const rests = { outcome: 'unknown', status: 503, error: 'checkout-resting' } as const
  expect(answerToBuyer(rests)).toEqual({ outcome: 'degraded', status: 503, tier: 'kept' })
  const late = { outcome: 'unknown', status: 504, error: 'too-late' } as const
  expect(answerToBuyer(late)).toEqual(late)
  // The things are in the cart although there is no order, so the call as a whole was not refused.
  const gone = { outcome: 'fail', status: 409, error: 'sold-out' } as const
  expect(answerToBuyer(gone)).toEqual({ ...gone, outcome: 'unknown' })
})
