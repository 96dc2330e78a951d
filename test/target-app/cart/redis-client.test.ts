import { expect, test } from 'vitest'
import { newRedisClient } from '../../../target-app/cart/redis-client.ts'

test('clients of different addresses are of one class, because making it takes long', () => {
  const [one, two] = ['redis-1', 'redis-2'].map((host) => newRedisClient(host, 6379, 100))
  expect(one?.constructor).toBe(two?.constructor)
  expect(one).not.toBe(two)
})

test('who takes no connection is told at once, and nothing tries again', async () => {
  // Nobody listens on the port of "tcpmux" here.
  const client = newRedisClient('127.0.0.1', 1, 1000)
  await expect(client.connect()).rejects.toThrow('ECONNREFUSED')
  expect(client.isOpen).toBe(false)
})
