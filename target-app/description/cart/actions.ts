/** What is done to carts from outside: damage that only the shop knows how to do, and an operator's remedy. */
import type { Target, TargetContext } from 'aftershock'
import { seededCartId, seededCarts, seededItems } from '../../load/seeded-carts.ts'
import { admin } from '../postgres/operate.ts'
import { run } from './data.ts'
import { findPrimary } from './redis-roles.ts'

// Never so that the text is no list of items any more: only the checksum can tell.
const damage = `
  local damaged = 0
  for _, key in ipairs(redis.call('KEYS', 'cart:seeded-*')) do
    local body = redis.call('HGET', key, 'body')
    redis.call('HSET', key, 'body', (string.gsub(body, '"quantity":%d', '"quantity":9')))
    damaged = damaged + 1
  end
  return damaged`

async function onPrimary(context: TargetContext, words: readonly string[]): Promise<string> {
  const primary = await findPrimary(context)
  return (await run(context, primary, ['redis-cli', '--raw', '-e', ...words])).trim()
}

export const actions = {
  'lose-carts': {
    summary: 'Redis and all its replicas lose every key.',
    needs: ['redis', 'sentinel', 'cart'],
    async run(context) {
      const before = await onPrimary(context, ['dbsize'])
      await onPrimary(context, ['flushall'])
      return `Redis lost ${before} keys, on the primary and on its replicas`
    },
  },
  'drop-redis-connections': {
    summary: 'The Redis primary closes the connections of all who use it, at once.',
    needs: ['redis', 'sentinel', 'cart'],
    async run(context) {
      const words = ['client', 'kill', 'type', 'normal']
      return `${await onPrimary(context, words)} connections to the Redis primary were closed`
    },
  },
  'damage-carts': {
    summary: 'The text of the seeded carts is changed in Redis behind the shop.',
    needs: ['redis', 'sentinel', 'cart'],
    async run(context) {
      return `${await onPrimary(context, ['eval', damage, '0'])} carts were damaged in Redis`
    },
  },
  'spoil-carts': {
    summary: 'A bad script takes a thing out of every seeded cart, as the shop allows it to.',
    needs: ['cart'],
    async run(context) {
      const carts = Array.from({ length: seededCarts }, (_, index) => index)
      const answers = await Promise.all(
        carts.map((cart) => {
          const [first] = seededItems(cart)
          const path = `/carts/${seededCartId(cart)}/items/${first?.token ?? ''}`
          return context.fetch(path, { method: 'DELETE' })
        }),
      )
      const spoiled = answers.filter(({ ok }) => ok).length
      if (spoiled < seededCarts) throw new Error(`only ${spoiled} carts were spoiled`)
      return `${spoiled} carts were spoiled`
    },
  },
  'roll-back-carts': {
    summary: 'An operator gives the seeded carts back what they had in their first version.',
    needs: ['cart'],
    async run(context) {
      const ids = Array.from({ length: seededCarts }, (_, index) => seededCartId(index))
      const { done, said } = await admin(context, 'cart', ['cart', 'rollback', '1', ...ids])
      return done ? `${ids.length} carts are as they were in version 1` : said
    },
  },
} as const satisfies NonNullable<Target['actions']>
