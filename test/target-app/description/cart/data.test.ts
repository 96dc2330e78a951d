import { expect, test } from 'vitest'
import { encodeCart } from '../../../../target-app/cart/cart-document.ts'
import { readCarts } from '../../../../target-app/description/cart/data.ts'

const stored = (id: string, tokens: readonly string[]): [string, string, string, string] => {
  const items = tokens.map((token) => ({ token, product: 'amber-mug', quantity: 1 }))
  const { version, body, checksum } = encodeCart({ id, version: 1, items })
  return [`cart:${id}`, version, body, checksum]
}

test('counts every token in every cart', () => {
  const reading = readCarts(JSON.stringify([stored('a', ['x', 'y']), stored('b', ['y'])]))
  expect(reading).toEqual({ tokens: { x: 1, y: 2 }, totals: { carts: 2, items: 3, corrupt: 0 } })
})

test('counts a damaged cart as corrupt and believes nothing in it', () => {
  const [key, version, body, checksum] = stored('a', ['x'])
  const reading = readCarts(JSON.stringify([[key, version, body.replace('x', 'z'), checksum]]))
  expect(reading).toEqual({ tokens: {}, totals: { carts: 1, items: 0, corrupt: 1 } })
})
