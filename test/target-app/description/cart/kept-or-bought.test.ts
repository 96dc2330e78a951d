import { expect, test } from 'vitest'
import { encodeCart } from '../../../../target-app/cart/cart-document.ts'
import { keptOrBought } from '../../../../target-app/description/cart/kept-or-bought.ts'
import { buyersCart, thingsOf } from '../../../../target-app/load/buyers.ts'

const [stays, leaves] = [0, 1]

/** A cart of a buyer that still holds some of both things of the call `c`. */
function stored(seq: number, places: readonly number[]): [string, string, string, string] {
  const id = buyersCart(seq)
  const items = thingsOf(seq, 'c').filter((_, place) => places.includes(place))
  const { version, body, checksum } = encodeCart({ id, version: 1, items })
  return [`cart:${id}`, version, body, checksum]
}
const read = (seq: number, places: readonly number[], bought: Record<string, number>) =>
  keptOrBought(JSON.stringify([stored(seq, places)]), bought)

test.each([
  { what: 'all in the cart', seq: stays, places: [0, 1], bought: {}, times: 1 },
  { what: 'all in an order', seq: stays, places: [], bought: { c: 1 }, times: 1 },
  { what: 'all in both', seq: stays, places: [0, 1], bought: { c: 1 }, times: 2 },
  { what: 'one of them in both', seq: stays, places: [1], bought: { c: 1 }, times: 2 },
  { what: 'all in two orders', seq: stays, places: [], bought: { c: 2 }, times: 2 },
  { what: 'all in neither', seq: stays, places: [], bought: {}, times: undefined },
  { what: 'one of them in neither', seq: stays, places: [0], bought: {}, times: undefined },
  { what: 'in both, of one who left', seq: leaves, places: [0, 1], bought: { c: 1 }, times: 1 },
  { what: 'in two orders, of one who left', seq: leaves, places: [0], bought: { c: 2 }, times: 2 },
  { what: 'in neither, of one who left', seq: leaves, places: [1], bought: {}, times: undefined },
])('$what: there $times times', ({ seq, places, bought, times }) => {
  expect(read(seq, places, bought).tokens['c']).toBe(times)
})

test('a damaged cart is counted as corrupt, and nothing in it is believed', () => {
  const [key, version, body, checksum] = stored(stays, [0, 1])
  const damaged = JSON.stringify([[key, version, body.replace('"quantity":1', ''), checksum]])
  expect(keptOrBought(damaged, {})).toEqual({
    tokens: {},
    totals: { kept: 0, bought: 0, corrupt: 1 },
  })
})
