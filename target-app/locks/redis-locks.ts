/** Locks in Redis: a key that ends by itself. */
import type { Locks } from './lock.ts'

/** What locks need from Redis. */
export interface LockRedis {
  /** Runs a script that writes. */
  evaluate(script: string, keys: readonly string[], args: readonly string[]): Promise<unknown>
}

// Redis may forget the last moments when a replica is promoted: then it gives a lock away twice, and would
// count on from an old number. The time of day in microseconds keeps the tokens growing even so; should two
// servers' clocks disagree, the later holder is refused, which is safe. Redis' numbers are exact to 2^53.
const acquire = `
  if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return false end
  local time = redis.call('TIME')
  local last = tonumber(redis.call('GET', KEYS[2]) or '0')
  local token = string.format('%.0f', math.max(last + 1, time[1] * 1000000 + time[2]))
  redis.call('SET', KEYS[2], token)
  return token`

// Asked and deleted in one step: in between, the lease could end and somebody else take it.
const releaseOwn = `
  if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
  return 1`
// The weakness `lock-release-without-owner`.
const releaseAnybodys = `redis.call('DEL', KEYS[1]) return 1`

export function redisLocks(redis: LockRedis, ownerCheck: boolean): Locks {
  return {
    async acquire(name, owner, leaseMs) {
      const keys = [keyOf(name), 'lock-tokens']
      const token = await redis.evaluate(acquire, keys, [owner, String(leaseMs)])
      return typeof token === 'string' ? BigInt(token) : undefined
    },
    async release(name, owner) {
      await redis.evaluate(ownerCheck ? releaseOwn : releaseAnybodys, [keyOf(name)], [owner])
    },
  }
}

const keyOf = (name: string): string => `lock:${name}`
