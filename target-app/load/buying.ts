/** How shoppers press "Buy". */
import type { Answer, Call } from 'aftershock'
import { sleep } from 'k6'
import http, { type Params } from 'k6/http'
import { judge } from './answers.ts'

export interface Purchase {
  readonly cart: string
  /** What the shopper sees; only things with a token leave the cart afterwards. */
  readonly items: readonly {
    readonly token?: string
    readonly product: string
    readonly quantity: number
  }[]
}

/** How long one press of "Buy" is waited for, and how long people wait before they press again. */
const pressMs = 2500
const beforeNextPressS = 1.5

export const paramsOf = (call: Call, timeout: string = call.timeout): Params => ({
  timeout,
  headers: { 'content-type': 'application/json', 'x-request-id': call.requestId },
})

/** When the shopper's patience ends, by the clock of `Date.now`. */
export const endOfPatience = (call: Call): number => Date.now() + Number.parseInt(call.timeout, 10)

/** One press. The key is the call's token, so that pressing again asks for the same order. */
export function press(call: Call, { cart, items }: Purchase, ends: number): Answer {
  const left = Math.max(1, Math.min(pressMs, ends - Date.now()))
  const params = paramsOf(call, `${left}ms`)
  params.headers = { ...params.headers, 'idempotency-key': call.token }
  const address = `${call.url}/carts/${cart}/checkout`
  return judge(http.post(address, JSON.stringify({ items }), params), 'write')
}

/** Without a clear answer the shopper presses again and again while there is patience left. */
export function pressUntilClear(call: Call, purchase: Purchase, ends: number): Answer {
  let everUnclear = false
  for (;;) {
    const answer = press(call, purchase, ends)
    if (answer.outcome === 'ok') return answer
    everUnclear ||= answer.outcome === 'unknown'
    // One press without a clear answer is enough to leave it open whether the order is there.
    const last = { ...answer, outcome: everUnclear ? 'unknown' : answer.outcome } as const
    const refused = answer.status >= 400 && answer.status < 500
    if (refused || ends - Date.now() < beforeNextPressS * 1000 + 500) return last
    sleep(beforeNextPressS)
  }
}
