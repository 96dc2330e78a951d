import { expect, test } from 'vitest'
import { noLocks } from '../../../target-app/locks/no-locks.ts'

test('everybody gets it, with tokens that grow all the same', async () => {
  const locks = noLocks(() => 5)
  const tokens = [await locks.acquire('a', 'me', 1), await locks.acquire('a', 'you', 1)]
  expect(tokens).toEqual([5000n, 5001n])
})
