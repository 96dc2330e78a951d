/** Carts as they lie in Redis, and the mark that says that none of them is missing. */
import { ShopError } from '../service/shop-error.ts'
import type { CartDocument } from './cart-document.ts'
import type { CartRedis } from './cart-store.ts'

/** What this needs from a connection to the primary. */
export interface RedisConnection {
  read(key: string): Promise<Partial<CartDocument>>
  /** Runs a script that only reads. */
  question(script: string, keys: readonly string[], args: readonly string[]): Promise<unknown>
  /** Runs a script that writes. */
  evaluate(script: string, keys: readonly string[], args: readonly string[]): Promise<unknown>
}

export interface RedisCartsOptions {
  /** Carts are only believed to be empty, and only written, where the mark says that Redis has all of them. */
  readonly marked: boolean
  /** How many earlier versions of each cart are kept. */
  readonly versions: number
}

/** Gone with everything else when Redis loses its data. */
const mark = 'carts:whole'

// Whether the mark is there is asked in the same moment as the cart: it may come back any time.
const readWhole = `
  if redis.call('EXISTS', KEYS[2]) == 0 then return false end
  return redis.call('HMGET', KEYS[1], 'version', 'body', 'checksum')`

// Sent in full each time: a script known only by its hash could be sent twice, the second time behind
// the question whether the write was confirmed.
const compareAndSet = `
  if ARGV[6] == 'marked' and redis.call('EXISTS', KEYS[3]) == 0 then return -1 end
  local old = redis.call('HMGET', KEYS[1], 'version', 'body', 'checksum')
  if (old[1] or '0') ~= ARGV[1] then return 0 end
  -- One that has lost its version is not empty: it is mended first.
  if not old[1] and (old[2] or old[3]) then return 0 end
  local keep = tonumber(ARGV[5])
  if keep > 0 and old[1] then
    redis.call('LPUSH', KEYS[2], cjson.encode({ version = old[1], body = old[2], checksum = old[3] }))
    redis.call('LTRIM', KEYS[2], 0, keep - 1)
  end
  redis.call('HSET', KEYS[1], 'version', ARGV[2], 'body', ARGV[3], 'checksum', ARGV[4])
  return 1`

// Only what was seen to be damaged, and only as long as it still is what was seen.
const repair = `
  local there = redis.call('HMGET', KEYS[1], 'version', 'body', 'checksum')
  for i = 1, 3 do if (there[i] or '') ~= ARGV[i] then return 0 end end
  redis.call('HSET', KEYS[1], 'version', ARGV[4], 'body', ARGV[5], 'checksum', ARGV[6])
  return 1`

const restore = `
  for i, key in ipairs(KEYS) do
    if redis.call('EXISTS', key) == 0 then
      redis.call('HSET', key, 'version', ARGV[3 * i - 2], 'body', ARGV[3 * i - 1], 'checksum', ARGV[3 * i])
    end
  end
  return 1`

export class RedisCarts implements CartRedis {
  readonly #redis: RedisConnection
  readonly #options: RedisCartsOptions

  constructor(redis: RedisConnection, options: RedisCartsOptions) {
    this.#redis = redis
    this.#options = options
  }

  async read(key: string): Promise<Partial<CartDocument>> {
    const found = await this.#redis.read(key)
    if (!isEmpty(found) || !this.#options.marked) return found
    const answer = await this.#redis.question(readWhole, [key, mark], [])
    if (!Array.isArray(answer)) throw rebuilding()
    const [version, body, checksum] = answer.map((text) => text ?? undefined)
    const document = { version, body, checksum }
    return isEmpty(document) ? {} : document
  }

  async compareAndSet(key: string, expected: string, next: CartDocument): Promise<boolean> {
    const { versions, marked } = this.#options
    const values = [expected, next.version, next.body, next.checksum, String(versions)]
    const keys = [key, versionsOf(key), mark]
    const done = await this.#redis.evaluate(compareAndSet, keys, [
      ...values,
      marked ? 'marked' : 'free',
    ])
    if (Number(done) === -1) throw rebuilding()
    return Number(done) === 1
  }

  async repair(key: string, seen: CartDocument, next: CartDocument): Promise<void> {
    const values = [seen, next].flatMap(({ version, body, checksum }) => [version, body, checksum])
    await this.#redis.evaluate(repair, [key], values)
  }

  /** The newest first. */
  async versions(key: string): Promise<CartDocument[]> {
    const answer = await this.#redis.question(
      "return redis.call('LRANGE', KEYS[1], 0, -1)",
      [versionsOf(key)],
      [],
    )
    if (!Array.isArray(answer)) return []
    return answer.map((text) => JSON.parse(String(text)))
  }

  /** Puts back those that are not there. */
  async restore(documents: ReadonlyMap<string, CartDocument>): Promise<void> {
    const all = [...documents]
    for (let from = 0; from < all.length; from += 100) {
      const some = all.slice(from, from + 100)
      await this.#redis.evaluate(
        restore,
        some.map(([key]) => key),
        some.flatMap(([, { version, body, checksum }]) => [version, body, checksum]),
      )
    }
  }

  async isWhole(): Promise<boolean> {
    return (
      Number(await this.#redis.question("return redis.call('EXISTS', KEYS[1])", [mark], [])) === 1
    )
  }

  async declareWhole(): Promise<void> {
    await this.#redis.evaluate("return redis.call('SET', KEYS[1], '1')", [mark], [])
  }

  /** True for one of those who ask at the same time; the others leave it to that one for so long. */
  async mayRebuild(who: string, forMs: number): Promise<boolean> {
    const claim = "return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0"
    return (
      Number(await this.#redis.evaluate(claim, ['carts:rebuilder'], [who, String(forMs)])) === 1
    )
  }
}

/** One of whose fields any is there is not empty but damaged. */
const isEmpty = ({ version, body, checksum }: Partial<CartDocument>): boolean =>
  version === undefined && body === undefined && checksum === undefined

function versionsOf(key: string): string {
  return `versions:${key}`
}

function rebuilding(): ShopError {
  return new ShopError(
    503,
    'carts-rebuilding',
    'Your cart is being brought back. Please try again in a moment.',
  )
}
