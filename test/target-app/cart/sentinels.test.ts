import { expect, test } from 'vitest'
import { newest } from '../../../target-app/cart/sentinels.ts'

test('the newest epoch wins over sentinels that were cut off', () => {
  const old = { host: 'redis-1', port: 6379, epoch: 0 }
  const current = { host: 'redis-3', port: 6379, epoch: 2 }
  expect(newest([old, current, old])).toEqual(current)
})

test('nobody knows when no sentinel answered', () => {
  expect(newest([])).toBeUndefined()
})
