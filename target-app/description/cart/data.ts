/** The shop's data: how it is put back to the beginning, and what it finally says. */
import type { LedgerReading, Target, TargetContext } from 'aftershock'
import { z } from 'zod'
import { decodeCart } from '../../cart/cart-document.ts'
import type { Cart } from '../../contracts/cart.ts'
import { seededCartId, seededCarts, seededItems } from '../../load/seeded-carts.ts'
import { askPrimary } from '../postgres/roles.ts'
import { findPrimary } from './redis-roles.ts'

export async function reset(context: TargetContext): Promise<void> {
  const primary = await findPrimary(context)
  // First the journal: otherwise the carts would make the old ones anew from it.
  await askPrimary(context, 'SELECT forget_carts()')
  await run(context, primary, ['redis-cli', '-e', 'eval', emptied, '0'])
  await Promise.all(Array.from({ length: seededCarts }, (_, index) => seed(context, index)))
}

/** Empty on purpose, which the mark in the same moment says. */
const emptied = "redis.call('FLUSHALL') return redis.call('SET', 'carts:whole', '1')"

async function seed(context: TargetContext, index: number): Promise<void> {
  const response = await context.fetch(`/carts/${seededCartId(index)}/items`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(seededItems(index)),
  })
  const text = await response.text()
  if (response.status !== 201) throw new Error(`${seededCartId(index)} was not seeded: ${text}`)
}

/** Everything in one question, so that the answer is one moment of Redis. */
const allCarts = `
  local carts = {}
  for _, key in ipairs(redis.call('KEYS', 'cart:' .. ARGV[1])) do
    local fields = redis.call('HMGET', key, 'version', 'body', 'checksum')
    carts[#carts + 1] = { key, fields[1] or '', fields[2] or '', fields[3] or '' }
  end
  if #carts == 0 then return '[]' end
  return cjson.encode(carts)`

/** All carts whose names fit a pattern such as `load-*`, as JSON that `cartsIn` reads. */
export async function storedCarts(context: TargetContext, pattern: string): Promise<string> {
  const primary = await findPrimary(context)
  return run(context, primary, ['redis-cli', '--raw', '-e', 'eval', allCarts, '0', pattern])
}

const StoredCarts = z.array(z.tuple([z.string(), z.string(), z.string(), z.string()]))

/** Names and carts; a cart whose checksum does not fit is `corrupt`. */
export function cartsIn(json: string): [id: string, cart: Cart | 'corrupt'][] {
  return StoredCarts.parse(JSON.parse(json)).map(([key, version, body, checksum]) => {
    const id = key.slice('cart:'.length)
    return [id, decodeCart(id, { version, body, checksum })]
  })
}

/** Counts the tokens in stored carts; a cart whose checksum does not fit is counted as corrupt. */
export function readCarts(json: string): LedgerReading {
  const tokens: Record<string, number> = {}
  const totals = { carts: 0, items: 0, corrupt: 0 }
  for (const [, cart] of cartsIn(json)) {
    totals.carts += 1
    if (cart === 'corrupt') {
      totals.corrupt += 1
      continue
    }
    for (const { token } of cart.items) {
      totals.items += 1
      tokens[token] = (tokens[token] ?? 0) + 1
    }
  }
  return { tokens, totals }
}

export const ledgers = {
  'cart-items': {
    summary: 'Every item in the carts of the load, read from the Redis primary.',
    needs: ['redis', 'sentinel'],
    async read(context) {
      return readCarts(await storedCarts(context, 'load-*'))
    },
  },
} as const satisfies NonNullable<Target['ledgers']>

/** What a command in a replica said. @throws Error with its words when it failed. */
export async function run(
  context: TargetContext,
  replica: string,
  command: readonly string[],
): Promise<string> {
  const { exitCode, stdout, stderr } = await context.exec(replica, command)
  if (exitCode === 0) return stdout
  throw new Error(
    `${replica}: ${command[0]} ended with ${exitCode}: ${stderr.trim() || stdout.trim()}`,
  )
}
