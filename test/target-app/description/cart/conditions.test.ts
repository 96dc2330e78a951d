import { expect, test } from 'vitest'
import { healthOf } from '../../../../target-app/cart/health.ts'
import {
  conditions,
  replicationProblem,
} from '../../../../target-app/description/cart/conditions.ts'
import type { BreakerState } from '../../../../target-app/contracts/answers.ts'
import { fakeContext } from '../../../support/fake-target-context.ts'

/** What is thought of two carts, of which the second answers this. */
function judged(answer: object) {
  const well = healthWith('closed')
  return conditions['carts-are-well'].holds({
    ...fakeContext({ cart: ['cart-1', 'cart-2'] }, () => ''),
    async fetch(_path, init) {
      const asked = new Headers(init?.headers).get('x-replica')
      return Response.json(asked === 'cart-2' ? answer : well)
    },
  })
}

/** As a cart makes it. */
const healthWith = (state: BreakerState, trouble?: string) =>
  healthOf({
    replica: 'cart-2',
    honest: true,
    draining: () => false,
    redis: { trouble, primary: 'redis-1' },
    breakers: { postgres: { state } },
  })

test('what a cart says of its health is understood', async () => {
  expect(await judged(healthWith('closed'))).toBe(true)
  expect(await judged(healthWith('open'))).toEqual({
    because: 'cart-2: the breaker around postgres is open',
  })
  expect(await judged(healthWith('closed', 'no primary'))).toEqual({
    because: 'cart-2 is not ready: no primary',
  })
})

test('a refusal, and a health without breakers, are no answer of a cart', async () => {
  const nothing = { because: 'cart-2 does not answer' }
  expect(await judged({ error: { code: 'busy', message: 'Later.' } })).toEqual(nothing)
  expect(await judged({ replica: 'cart-2', ready: true })).toEqual(nothing)
})

test('a primary is followed by those that are online and close', () => {
  const follower = (place: number, lag: number) =>
    `slave${place}:ip=10.0.0.${place},port=6379,state=online,offset=1,lag=${lag}`
  const info = (...lags: number[]) => ['role:master', ...lags.map((lag, n) => follower(n, lag))]
  expect(replicationProblem(info(0, 1).join('\r\n'), 2)).toBeUndefined()
  expect(replicationProblem(info(0, 7).join('\r\n'), 2)).toBe(
    '1 of 2 Redis replicas follow the primary',
  )
  expect(replicationProblem('role:slave', 2)).toBe('the primary does not think it is one')
})
