/** What shoppers do with carts and orders. */
import type { Answer, Call } from 'aftershock'
import { sleep } from 'k6'
import http, { type Params } from 'k6/http'
import { judge } from './answers.ts'
import { productId, seededCartId, seededItems } from './seeded-carts.ts'

/** Neighbours in time use different carts, and no cart gets more than about ten items. */
const loadCart = (seq: number): string => `load-${Math.floor(seq / 1000)}-${seq % 100}`

const paramsOf = (call: Call, timeout: string = call.timeout): Params => ({
  timeout,
  headers: { 'content-type': 'application/json', 'x-request-id': call.requestId },
})

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

/** How long one press of "Buy" is waited for, and how long people wait before they press again. */
const pressMs = 2500
const beforeNextPressS = 1.5

/** A shopper presses "Buy" and, without a clear answer, again and again while there is patience left. */
function checkout(call: Call): Answer {
  const ends = Date.now() + Number.parseInt(call.timeout, 10)
  const address = `${call.url}/carts/load-shopper-${call.seq}/checkout`
  const items = [0, 1].map((place) => ({ product: productId(call.seq + place), quantity: 1 }))
  let everUnclear = false
  for (;;) {
    const left = Math.max(1, Math.min(pressMs, ends - Date.now()))
    const params = paramsOf(call, `${left}ms`)
    params.headers = { ...params.headers, 'idempotency-key': call.token }
    const answer = judge(http.post(address, JSON.stringify({ items }), params), 'write')
    if (answer.outcome === 'ok') return answer
    everUnclear ||= answer.outcome === 'unknown'
    // One press without a clear answer is enough to leave it open whether the order is there.
    const last = { ...answer, outcome: everUnclear ? 'unknown' : answer.outcome } as const
    const refused = answer.status >= 400 && answer.status < 500
    if (refused || ends - Date.now() < beforeNextPressS * 1000 + 500) return last
    sleep(beforeNextPressS)
  }
}

export const cartOperations = {
  'cart.add': (call: Call): Answer => addTo(loadCart(call.seq), call),
  'cart.read': read,
  'cart.remove': remove,
  checkout,
}
