import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeCart, encodeCart } from '../../../target-app/cart/cart-document.ts'
import { Item, type Cart } from '../../../target-app/contracts/cart.ts'

const names = fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/)
const items = fc.array(
  fc.record({ token: names, product: names, quantity: fc.integer({ min: 1, max: 99 }) }),
  { maxLength: 6 },
)
const carts = fc.record({ id: names, version: fc.nat(), items })

describe('a stored cart', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(carts, (cart: Cart) => {
        expect(decodeCart(cart.id, encodeCart(cart))).toEqual(cart)
      }),
    )
  })

  test('is refused when one character of its body or version changed', () => {
    fc.assert(
      fc.property(carts, fc.nat(), fc.constantFrom('body', 'version'), (cart, place, field) => {
        const document = encodeCart(cart)
        const text = document[field]
        const at = place % text.length
        const other = text[at] === 'x' ? 'y' : 'x'
        const changed = { ...document, [field]: text.slice(0, at) + other + text.slice(at + 1) }
        expect(decodeCart(cart.id, changed)).toBe('corrupt')
      }),
    )
  })

  test('is refused under another name', () => {
    const document = encodeCart({ id: 'mine', version: 3, items: [] })
    expect(decodeCart('yours', document)).toBe('corrupt')
  })

  test('is refused when something other than items was signed', () => {
    const odd = { id: 'a', version: 1, items: [{ token: 'a', product: 'b', quantity: 0 }] }
    expect(Item.safeParse(odd.items[0]).success).toBe(false)
    expect(decodeCart('a', encodeCart(odd))).toBe('corrupt')
  })
})
