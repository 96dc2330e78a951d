import { expect, test } from 'vitest'
import { RedisCarts, type RedisConnection } from '../../../target-app/cart/redis-carts.ts'

const document = { version: '1', body: '[]', checksum: 'x' }

/** A connection that answers every script as it is told, and finds nothing by `read`. */
function carts(answer: unknown, marked = true) {
  const asked: (readonly string[])[] = []
  const connection: RedisConnection = {
    read: async () => ({}),
    question: async (_, keys) => {
      asked.push(keys)
      return answer
    },
    evaluate: async (_, keys, args) => {
      asked.push([...keys, ...args])
      return answer
    },
  }
  return { asked, redis: new RedisCarts(connection, { marked, versions: 5 }) }
}

const fail = () => Promise.reject(new Error('nobody should ask this'))

test('where the mark is missing no cart is believed to be empty, and none is written', async () => {
  const resting = { status: 503, code: 'carts-rebuilding' }
  await expect(carts(null).redis.read('cart:me')).rejects.toMatchObject(resting)
  const write = carts(-1).redis.compareAndSet('cart:me', '0', document)
  await expect(write).rejects.toMatchObject(resting)
})

test('where the mark is there an empty cart is empty', async () => {
  expect(await carts([null, null, null]).redis.read('cart:me')).toEqual({})
  expect(await carts(['1', '[]', 'x']).redis.read('cart:me')).toEqual(document)
})

test('a cart that has lost its version is damaged, not empty', async () => {
  const left = { version: undefined, body: '[]', checksum: 'x' }
  expect(await carts([null, '[]', 'x']).redis.read('cart:me')).toEqual(left)
  const found = new RedisCarts(
    { read: async () => ({ body: '[]', checksum: 'x' }), question: fail, evaluate: fail },
    { marked: true, versions: 5 },
  )
  expect(await found.read('cart:me')).toEqual(left)
})

test('without a journal nobody looks for the mark', async () => {
  const { redis, asked } = carts(1, false)
  expect(await redis.read('cart:me')).toEqual({})
  expect(asked).toEqual([])
  expect(await redis.compareAndSet('cart:me', '0', document)).toBe(true)
  expect(asked[0]?.at(-1)).toBe('free')
})

test('restores in portions', async () => {
  const { redis, asked } = carts(1)
  const all = new Map(Array.from({ length: 250 }, (_, i) => [`cart:${i}`, document]))
  await redis.restore(all)
  expect(asked.map((words) => words.filter((word) => word.startsWith('cart:')).length)).toEqual([
    100, 100, 50,
  ])
})
