/** Holds the reference shop to what its README promises, on the wire, without faults that last. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { prepareMachine } from '../../harness/cli/machine.ts'
import { loadTarget, packageFolder } from '../../harness/cli/places.ts'
import type { Environment } from '../../harness/runtime/environment.ts'
import { startEnvironment } from '../../harness/runtime/start-environment.ts'
import type { TargetContext } from '../../harness/target/target.ts'
import { ledgers as cartLedgers } from '../../target-app/description/cart/data.ts'
import { findPrimary } from '../../target-app/description/cart/redis-roles.ts'
import { ledgers as orderLedgers } from '../../target-app/description/postgres/orders.ts'
import { askPrimary } from '../../target-app/description/postgres/roles.ts'
import { Refusal } from '../../target-app/contracts/answers.ts'
import { Cart, Order, Product } from '../../target-app/contracts/cart.ts'
import { Recommendations, SearchResult } from '../../target-app/contracts/guide.ts'
import { TillUsed } from '../../target-app/contracts/locks.ts'
import { Claimed, ClaimState } from '../../target-app/contracts/promo.ts'
import { seededCartId, seededItems } from '../../target-app/load/seeded-carts.ts'
import shop from '../../target-app/target.ts'
import { testRun } from '../support/tiny.ts'
import { until } from '../support/wait.ts'

const ledgers = { ...cartLedgers, ...orderLedgers }
const never = new AbortController().signal
let environment: Environment
/** What was found with one look may be kept with it, so each question here is a new one. */
const look = (): TargetContext => environment.context(never)

beforeAll(async () => {
  const loaded = await loadTarget(`${packageFolder}target-app/target.ts`)
  const { images } = await prepareMachine(loaded, { browser: false, load: false }, never)
  const run = testRun('shop')
  environment = await startEnvironment({
    run,
    prefix: `${run}-e1`,
    target: shop,
    changes: [],
    images,
    signal: never,
  })
})
afterAll(async () => {
  await environment[Symbol.asyncDispose]()
})
beforeEach(async () => {
  await shop.reset(look())
})

function send(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return look().fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

function add(cart: string, token: string): Promise<Response> {
  return send(`/carts/${cart}/items`, { token, product: 'moss-bag', quantity: 1 })
}

function buy(key: string, quantity: number): Promise<Response> {
  const items = [{ product: 'amber-mug', quantity }]
  return send('/carts/load-me/checkout', { items }, { 'idempotency-key': key })
}

describe('the shop', () => {
  test('begins with the seeded carts and no orders', async () => {
    const cart = await (await look().fetch(`/carts/${seededCartId(7)}`)).json()
    expect(cart).toMatchObject({ version: 1, items: seededItems(7) })
    expect(await ledgers.orders.read(look())).toMatchObject({ tokens: {}, totals: { sold: 0 } })
  })

  test('answers as its contracts say', async () => {
    const claim = { shopper: 'load-me', promotion: 'welcome', token: 'a-claim' }
    const till = { token: 'a-use', forMs: 0 }
    const hasSome = (answer: { tier: string; products: readonly unknown[] }): boolean =>
      answer.tier !== 'resting' && answer.products.length > 0
    const products = z.strictObject({ products: z.array(Product).min(100) })
    const answers: readonly (readonly [z.ZodType, number, () => Promise<Response>])[] = [
      [products, 200, () => look().fetch('/products')],
      [Cart, 200, () => look().fetch(`/carts/${seededCartId(7)}`)],
      [Cart, 201, () => add('load-me', 'a')],
      [Order, 201, () => buy('a-key', 1)],
      [Recommendations.refine(hasSome), 200, () => look().fetch('/guide/recommend?shopper=me')],
      [SearchResult.refine(hasSome), 200, () => look().fetch('/guide/search?q=amber')],
      [Claimed, 202, () => send('/promo/claim', claim)],
      [ClaimState, 200, () => look().fetch('/promo/claims/a-claim')],
      [TillUsed, 201, () => send('/tills/zookeeper/a-till/use', till)],
      [Refusal, 404, () => look().fetch('/promo/claims/nobodys')],
    ]
    for (const [contract, status, ask] of answers) {
      const answer = await ask()
      expect([answer.status, contract.parse(await answer.json())]).toEqual([
        status,
        expect.anything(),
      ])
    }
  })

  test('keeps every item that is added at the same time, once', async () => {
    const tokens = Array.from({ length: 12 }, (_, i) => `together-${i}`)
    const answers = await Promise.all([...tokens, ...tokens].map((token) => add('load-me', token)))
    const taken = [...tokens, ...tokens].filter((_, i) => answers[i]?.status === 201)
    const { tokens: there, totals } = await ledgers['cart-items'].read(look())
    for (const token of taken) expect(there[token]).toBe(1)
    expect(totals).toMatchObject({ corrupt: 0 })
    expect(taken.length).toBeGreaterThan(tokens.length / 2)
  })

  test('makes one order of one key, however often it is pressed at once', async () => {
    const orders = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const answer = await buy('one-key', 2)
        expect(answer.status).toBe(201)
        return Order.parse(await answer.json())
      }),
    )
    expect(new Set(orders.map(({ number }) => number)).size).toBe(1)
    expect(new Set(orders.map(({ totalCents }) => totalCents))).toEqual(new Set([2 * 937]))
    const { tokens, totals } = await ledgers.orders.read(look())
    expect(tokens).toEqual({ 'one-key': 1 })
    expect(totals).toMatchObject({ sold: 2, stockLeft: Number(totals.stockSeeded) - 2 })
  })

  test('refuses a key that was used for something else, which stays in the cart', async () => {
    const buyThing = (cart: string, token: string): Promise<Response> => {
      const items = [{ token, product: 'moss-bag', quantity: 1 }]
      return send(`/carts/${cart}/checkout`, { items }, { 'idempotency-key': 'a-key' })
    }
    for (const token of ['a', 'b']) await add('load-me', token)
    expect((await buyThing('load-me', 'a')).status).toBe(201)
    for (const other of [buyThing('load-me', 'b'), buyThing('load-you', 'a')]) {
      const refused = await other
      expect(refused.status).toBe(409)
      expect(await refused.json()).toMatchObject({ error: { code: 'key-used-otherwise' } })
    }
    const cart = await look().fetch('/carts/load-me')
    expect(await cart.json()).toMatchObject({ items: [{ token: 'b' }] })
    const again = await buyThing('load-me', 'a')
    expect([again.status, await again.json()]).toMatchObject([201, { replayed: true }])
  })

  test('sells nothing that is not there, and forgets the order', async () => {
    const three = "UPDATE stock SET available = 3 WHERE product = 'amber-mug'"
    await askPrimary(look(), three)
    const answers = await Promise.all(['a', 'b', 'c'].map((key) => buy(key, 2)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
    const { totals } = await ledgers.orders.read(look())
    expect(totals).toMatchObject({ orders: 1, sold: 2, oversold: 0 })
  })

  test('has in its next backup what was being written at the moment of the one before', async () => {
    // psql makes one transaction of this: the oldest that is not finished when the moment is taken.
    const answer = await askPrimary(
      look(),
      `SELECT number FROM place_order('unfinished', 'load-me', '[{"product": "amber-mug", "quantity": 1}]');
       SELECT write_journal('[{"cart": "unfinished", "version": 1, "edit": {}, "at": 0}]');
       SELECT
         (SELECT count(*) FROM orders_since(horizon::xid8) AS o WHERE o->>'key' = 'unfinished'),
         (SELECT count(*) FROM edits_since(horizon::xid8) AS e WHERE e->>'cart' = 'unfinished')
       FROM backup_moment()`,
    )
    expect(answer.split('\n').at(-1)).toBe('1|1')
  })

  test('never shows a damaged cart: it is made anew from the journal, or refused', async () => {
    await add('load-me', 'a')
    const journaled = "SELECT count(*) FROM cart_journal WHERE cart = 'load-me'"
    // The journal is written a fifth of a second later; the rest is room for a busy machine.
    await until(
      'the change is in the journal',
      async () => (await askPrimary(look(), journaled)).trim() === '1',
      10_000,
    )
    const primary = await findPrimary(look())
    const damage = async (): Promise<void> => {
      await look().exec(primary, ['redis-cli', 'hset', 'cart:load-me', 'body', '[]'])
    }
    await damage()
    const { totals } = await ledgers['cart-items'].read(look())
    expect(totals).toMatchObject({ carts: 1, corrupt: 1 })
    const anew = await look().fetch('/carts/load-me')
    expect(anew.status).toBe(200)
    expect(await anew.json()).toMatchObject({ items: [{ token: 'a', product: 'moss-bag' }] })

    await askPrimary(look(), 'TRUNCATE cart_journal, cart_checkpoints')
    await damage()
    const refused = await look().fetch('/carts/load-me')
    expect(refused.status).toBe(500)
    expect(await refused.json()).toMatchObject({ error: { code: 'cart-corrupt' } })
  })

  test('moves to another Redis primary by itself and loses nothing it acknowledged', async () => {
    const before = await findPrimary(look())
    const acknowledged: string[] = []
    let next = 0
    const addNext = async (): Promise<boolean> => {
      const token = `move-${next}`
      next += 1
      const ok = await add(`load-move-${next % 9}`, token).then(
        ({ status }) => status === 201,
        () => false,
      )
      if (ok) acknowledged.push(token)
      return ok
    }
    for (let i = 0; i < 20; i += 1) await addNext()
    await environment.replicas.get(before)?.pause(never)
    // Sentinel needs two seconds to be sure, and may have to vote twice; a busy machine doubles that.
    await until('carts are written again', addNext, 30_000)
    expect(await findPrimary(look())).not.toBe(before)
    await environment.replicas.get(before)?.unpause(never)
    const { tokens } = await ledgers['cart-items'].read(look())
    expect(acknowledged.filter((token) => tokens[token] !== 1)).toEqual([])
    for (const [name, condition] of Object.entries(shop.conditions)) {
      const held = () =>
        condition.holds(look()).then(
          (answer) => answer === true,
          () => false,
        )
      await until(name, held, 45_000)
    }
  })
})
