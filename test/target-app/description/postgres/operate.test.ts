import { expect, test } from 'vitest'
import { admin } from '../../../../target-app/description/postgres/operate.ts'
import { fakeContext } from '../../../support/fake-target-context.ts'

const carts = { cart: ['cart-1', 'cart-2'] }

test('asks the next replica when one is gone, and answers in one line', async () => {
  const context = fakeContext(carts, (replica) => {
    if (replica === 'cart-1') throw new Error('the container is paused')
    return 'first\nsecond\n'
  })
  expect(await admin(context, 'cart', ['promote-standby'])).toBe('first; second')
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
