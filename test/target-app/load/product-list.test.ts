import type { Response } from 'k6/http'
import { expect, test } from 'vitest'
import { products } from '../../../target-app/catalogue/products.ts'
import { judgeList } from '../../../target-app/load/product-list.ts'

const [mug, teapot] = products
const judged = (body: unknown, status = 200) => {
  const response: Partial<Response> = {
    ...{ status, body: JSON.stringify(body), json: () => 'shop-resting' },
  }
  return judgeList(response as Response, teapot)
}

test('a list is good that has the wanted product as it is', () => {
  expect(judged({ products: [mug, teapot] })).toEqual({ outcome: 'ok', status: 200 })
})

test.each([
  ['a list without it', { products: [mug] }],
  ['a wrong price', { products: [{ ...teapot, priceCents: 1 }] }],
  ['a wrong name', { products: [{ ...teapot, name: 'Mug' }] }],
  ['no list', {}],
  ['something else', 'hello'],
])('wrong is %s', (_, body) => {
  expect(judged(body)).toEqual({ outcome: 'fail', status: 200, error: 'wrong-content' })
})

test('no answer is a failure with its reason', () => {
  expect(judged({}, 503)).toEqual({ outcome: 'fail', status: 503, error: 'shop-resting' })
})
