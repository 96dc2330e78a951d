/** What shoppers do with promotions. */
import type { Answer, Call } from 'aftershock'
import http from 'k6/http'
import { judge } from './answers.ts'

const promotions = ['welcome', 'kitchen-week', 'free-delivery'] as const

function claim(call: Call): Answer {
  const body = {
    shopper: `load-shopper-${call.seq}`,
    promotion: promotions[call.seq % promotions.length],
    token: call.token,
  }
  const response = http.post(`${call.url}/promo/claim`, JSON.stringify(body), {
    timeout: call.timeout,
    headers: { 'content-type': 'application/json', 'x-request-id': call.requestId },
  })
  return judge(response, 'write')
}

export const promoOperations = { 'promo.claim': claim }
