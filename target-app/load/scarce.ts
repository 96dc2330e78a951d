/** The rush for things of which there are only a few. */
import type { Answer, Call } from 'aftershock'
import http from 'k6/http'
import { limited } from '../catalogue/limited.ts'
import { judge } from './answers.ts'

/** "Sold out" is a good answer when it is true; whether it was is told by the stock at the end. */
function buyScarce(call: Call): Answer {
  const product = limited[call.seq % limited.length]?.id ?? 'founders-mug'
  const response = http.post(
    `${call.url}/carts/load-rush-${call.seq}/checkout`,
    JSON.stringify({ items: [{ product, quantity: 1 }] }),
    {
      timeout: call.timeout,
      headers: {
        'content-type': 'application/json',
        'x-request-id': call.requestId,
        'idempotency-key': call.token,
      },
    },
  )
  const answer = judge(response, 'write')
  if (answer.error !== 'sold-out') return answer
  return { outcome: 'degraded', status: answer.status, tier: 'sold-out' }
}

export const scarceOperations = { 'checkout.scarce': buyScarce }
