/** What shoppers do who only look. */
import type { Answer, Call } from 'aftershock'
import http from 'k6/http'
import { productOf } from './known-products.ts'
import { judgeList } from './product-list.ts'
import { productId } from './seeded-carts.ts'

/** Somebody looks at the list for one of two dozen things. */
function read(call: Call): Answer {
  const params = { timeout: call.timeout, headers: { 'x-request-id': call.requestId } }
  const response = http.get(`${call.url}/products`, params)
  return judgeList(response, productOf(productId(call.seq)))
}

export const productOperations = { 'products.read': read }
