import { describe, expect, test } from 'vitest'
import { redisLocks } from '../../../target-app/locks/redis-locks.ts'

/** Remembers what it was asked and answers as told. */
function redis(...answers: unknown[]) {
  const asked: { script: string; keys: readonly string[]; args: readonly string[] }[] = []
  return {
    asked,
    evaluate: async (script: string, keys: readonly string[], args: readonly string[]) => {
      asked.push({ script, keys, args })
      return answers.shift()
    },
  }
}

describe('locks in Redis', () => {
  test('give the token that Redis drew, and ask for a lease', async () => {
    const fake = redis('1763725200000000')
    expect(await redisLocks(fake, true).acquire('till', 'me', 3000)).toBe(1763725200000000n)
    expect(fake.asked[0]).toMatchObject({
      keys: ['lock:till', 'lock-tokens'],
      args: ['me', '3000'],
    })
  })

  test('are taken when Redis answers nothing', async () => {
    expect(await redisLocks(redis(null), true).acquire('till', 'me', 3000)).toBeUndefined()
  })

  test('are released by their owner only, unless the weakness is planted', async () => {
    const fake = redis()
    await redisLocks(fake, true).release('till', 'me')
    await redisLocks(fake, false).release('till', 'me')
    expect(fake.asked.map(({ script }) => script.includes('ARGV[1]'))).toEqual([true, false])
    expect(fake.asked.map(({ args }) => args)).toEqual([['me'], ['me']])
  })
})
