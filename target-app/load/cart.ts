/** What shoppers do with carts and orders. */
import type { Answer, Call } from 'aftershock'
import http from 'k6/http'
import { judge } from './answers.ts'
import { answerToBuyer, buyersCart, leaves, thingsOf } from './buyers.ts'
import { endOfPatience, paramsOf, press, pressUntilClear } from './buying.ts'
import { productId, seededCartId, seededItems } from './seeded-carts.ts'

/** Neighbours in time use different carts, and no cart gets more than about ten items. */
const loadCart = (seq: number): string => `load-${Math.floor(seq / 1000)}-${seq % 100}`

function addTo(cart: string, call: Call): Answer {
  const item = { token: call.token, product: productId(call.seq), quantity: 1 }
  const answer = http.post(`${call.url}/carts/${cart}/items`, JSON.stringify(item), paramsOf(call))
  return judge(answer, 'write')
}

function read(call: Call): Answer {
  const response = http.get(`${call.url}/carts/${seededCartId(call.seq)}`, paramsOf(call))
  const answer = judge(response, 'read')
  if (answer.outcome !== 'ok') return answer
  const right = JSON.stringify(itemsIn(response.body)) === JSON.stringify(seededItems(call.seq))
  return right ? answer : { outcome: 'fail', status: response.status, error: 'wrong-content' }
}

/** Not by `response.json()`: k6 makes Go maps of it, whose keys come in any order. */
function itemsIn(body: unknown): unknown {
  const cart: unknown = typeof body === 'string' ? JSON.parse(body) : undefined
  return typeof cart === 'object' && cart !== null && 'items' in cart ? cart.items : undefined
}

/** Somebody changes their mind: puts a thing in and takes it out again. */
function remove(call: Call): Answer {
  const began = Date.now()
  const cart = `load-mind-${Math.floor(call.seq / 1000)}-${call.seq % 100}`
  const added = addTo(cart, call)
  if (added.outcome !== 'ok') return added
  const left = Math.max(1, Number.parseInt(call.timeout, 10) - (Date.now() - began))
  const address = `${call.url}/carts/${cart}/items/${call.token}`
  return judge(http.del(address, null, paramsOf(call, `${left}ms`)), 'write')
}

/** A shopper buys two things, whatever is in the cart. */
function checkout(call: Call): Answer {
  const items = [0, 1].map((place) => ({ product: productId(call.seq + place), quantity: 1 }))
  const purchase = { cart: `load-shopper-${call.seq}`, items }
  return pressUntilClear(call, purchase, endOfPatience(call))
}

/** A shopper fills a cart, and buys what is in it. */
function fillAndBuy(call: Call): Answer {
  const ends = endOfPatience(call)
  const cart = buyersCart(call.seq)
  const items = thingsOf(call.seq, call.token)
  const address = `${call.url}/carts/${cart}/items`
  const filled = judge(http.post(address, JSON.stringify(items), paramsOf(call)), 'write')
  if (filled.outcome !== 'ok') return filled
  const buy = leaves(call.seq) ? press : pressUntilClear
  return answerToBuyer(buy(call, { cart, items }, ends))
}

export const cartOperations = {
  'cart.add': (call: Call): Answer => addTo(loadCart(call.seq), call),
  'cart.read': read,
  'cart.remove': remove,
  checkout,
  'checkout.cart': fillAndBuy,
}
