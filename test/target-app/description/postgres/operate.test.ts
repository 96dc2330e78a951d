import { expect, test } from 'vitest'
import { admin } from '../../../../target-app/description/postgres/operate.ts'
import { fakeContext } from '../../../support/fake-target-context.ts'

const carts = { cart: ['cart-1', 'cart-2'] }

test('asks the next replica when one is gone, and answers in one line', async () => {
  const context = fakeContext(carts, (replica) => {
    if (replica === 'cart-1') throw new Error('the container is paused')
    return 'first\nsecond\n'
  })
  expect(await admin(context, 'cart', ['promote-standby'])).toEqual({
    done: true,
    said: 'first; second',
  })
})

test('a refusal is an answer too, when no other replica does better', async () => {
  const no = { refused: 'there is no standby\n' }
  expect(
    await admin(
      fakeContext(carts, () => no),
      'cart',
      [],
    ),
  ).toEqual({ done: false, said: 'cart-2 refused: there is no standby' })
  const second = fakeContext(carts, (replica) => (replica === 'cart-1' ? no : 'done'))
  expect(await admin(second, 'cart', [])).toEqual({ done: true, said: 'done' })
})

test('a tool that did not come to its answer refused nothing', async () => {
  const killed = { exitCode: 137, stdout: '', stderr: '' }
  const context = { ...fakeContext(carts, () => ''), exec: async () => killed }
  await expect(admin(context, 'cart', [])).rejects.toThrow('cart-2: ended with code 137')
})

test('says what the last one said when none succeeded', async () => {
  const context = fakeContext(carts, () => {
    throw new Error('nobody can be promoted')
  })
  await expect(admin(context, 'cart', [])).rejects.toThrow('cart-2: nobody can be promoted')
  await expect(
    admin(
      fakeContext({}, () => ''),
      'cart',
      [],
    ),
  ).rejects.toThrow('no cart is running')
})
