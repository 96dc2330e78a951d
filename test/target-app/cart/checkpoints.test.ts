import { expect, test } from 'vitest'
import { encodeCart, type CartDocument } from '../../../target-app/cart/cart-document.ts'
import { Checkpoints } from '../../../target-app/cart/checkpoints.ts'

/** Carts in Redis by name, and the names of those that were written. */
function trial(stored: Record<string, CartDocument>) {
  const written: string[][] = []
  const state = { away: false }
  const checkpoints = new Checkpoints(
    { read: async (key) => stored[key.slice('cart:'.length)] ?? {} },
    {
      query: async (text, values = []) => {
        if (state.away) throw new Error('away')
        if (text.includes('write_checkpoints')) {
          const carts: { cart: string }[] = JSON.parse(String(values[0]))
          written.push(carts.map(({ cart }) => cart))
        }
        return { rows: [] }
      },
    },
  )
  return { checkpoints, written, state }
}
const sound = (id: string): CartDocument => encodeCart({ id, version: 3, items: [] })

test('writes what was changed, once', async () => {
  const { checkpoints, written } = trial({ a: sound('a'), b: sound('b') })
  for (const id of ['a', 'b', 'a']) checkpoints.changed(id, 3)
  await checkpoints.write()
  await checkpoints.write()
  expect(written).toEqual([['a', 'b']])
})

test('never writes a damaged or a missing cart over what is known', async () => {
  const { checkpoints, written } = trial({ a: { ...sound('a'), body: '[ ]' }, b: sound('b') })
  for (const id of ['a', 'b', 'gone']) checkpoints.changed(id, 3)
  await checkpoints.write()
  expect(written).toEqual([['b']])
})

test('what could not be written is written next time', async () => {
  const { checkpoints, written, state } = trial({ a: sound('a') })
  checkpoints.changed('a', 3)
  state.away = true
  await expect(checkpoints.write()).rejects.toThrow('away')
  state.away = false
  await checkpoints.write()
  expect(written).toEqual([['a']])
})

test('never writes a version that was not acknowledged, and writes it once it is', async () => {
  const { checkpoints, written } = trial({ a: sound('a') })
  checkpoints.changed('a', 2)
  await checkpoints.write()
  expect(written).toEqual([])
  checkpoints.changed('a', 3)
  await checkpoints.write()
  expect(written).toEqual([['a']])
})

test('what was acknowledged while writing failed is what is written next time', async () => {
  const { checkpoints, written, state } = trial({ a: sound('a') })
  checkpoints.changed('a', 2)
  checkpoints.changed('a', 3)
  state.away = true
  const failing = checkpoints.write()
  checkpoints.changed('a', 4)
  await expect(failing).rejects.toThrow('away')
  state.away = false
  await checkpoints.write()
  expect(written).toEqual([])
})
