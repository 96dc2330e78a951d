import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Edit, Item } from '../../../target-app/contracts/cart.ts'
import { encodeCart } from '../../../target-app/cart/cart-document.ts'
import { edited } from '../../../target-app/cart/edit.ts'
import { rebuilt } from '../../../target-app/cart/journal-reader.ts'

const item = (token: string): Item => ({ token, product: 'amber-mug', quantity: 1 })
const token = fc.constantFrom('a', 'b', 'c', 'd')
const edit: fc.Arbitrary<Edit> = fc.oneof(
  token.map((name) => ({ add: [item(name)] })),
  token.map((name) => ({ remove: [name] })),
  fc.uniqueArray(token).map((names) => ({ all: names.map(item) })),
)
const nothing = { version: null, body: null, checksum: null }

test('whenever the last checkpoint was, the cart is what it was before Redis lost it', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 15 }), fc.nat(15), (edits, at) => {
      const states: Item[][] = [[]]
      for (const one of edits) states.push(edited(states.at(-1) ?? [], one))
      const entries = edits.map((one, i) => ({ version: i + 1, edit: one }))
      const version = Math.min(at, edits.length)
      const { body, checksum } = encodeCart({ id: 'me', version, items: states[version] ?? [] })
      const checkpoint = version === 0 ? nothing : { version, body, checksum }
      const cart = rebuilt({ cart: 'me', ...checkpoint, edits: entries.slice(version) })
      expect(cart).toEqual({ id: 'me', version: edits.length, items: states.at(-1) })
    }),
  )
})

test('an edit that came twice changes nothing', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1 }), (edits) => {
      const once = edits.map((one, i) => ({ version: i + 1, edit: one }))
      const twice = once.flatMap((entry) => [entry, entry])
      expect(rebuilt({ cart: 'me', ...nothing, edits: twice })).toEqual(
        rebuilt({ cart: 'me', ...nothing, edits: once }),
      )
    }),
  )
})

test('a damaged checkpoint is not believed, the edits since are', () => {
  const { body, checksum } = encodeCart({ id: 'me', version: 3, items: [item('a')] })
  const damaged = { version: 3, body: body.replace('mug', 'jug'), checksum }
  const cart = rebuilt({
    cart: 'me',
    ...damaged,
    edits: [{ version: 4, edit: { add: [item('b')] } }],
  })
  expect(cart).toEqual({ id: 'me', version: 4, items: [item('b')] })
})
