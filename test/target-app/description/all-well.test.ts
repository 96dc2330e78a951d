import { expect, test } from 'vitest'
import { allWell } from '../../../target-app/description/all-well.ts'
import { fakeContext } from '../../support/fake-target-context.ts'

/** What is thought of two replicas, of which the second says this of its health. */
function judged(health: object) {
  return allWell('promo')({
    ...fakeContext({ promo: ['promo-1', 'promo-2'] }, () => ''),
    async fetch(_path, init) {
      const asked = new Headers(init?.headers).get('x-replica')
      return Response.json({ replica: asked, ready: true, ...(asked === 'promo-2' ? health : {}) })
    },
  })
}

test('all are well that are ready, have no reason to complain and no open breaker', async () => {
  expect(await judged({ ready: true, breakers: { postgres: 'closed' } })).toBe(true)
})

test('who is not ready says why', async () => {
  expect(await judged({ ready: false, because: 'draining' })).toEqual({
    because: 'promo-2 is not well: draining',
  })
  expect(await judged({ ready: false })).toEqual({
    because: 'promo-2 is not well: not ready, and no reason given',
  })
})

test('who is ready and receives nothing is not well', async () => {
  expect(await judged({ ready: true, because: 'nothing is received' })).toEqual({
    because: 'promo-2 is not well: nothing is received',
  })
})

test('a breaker that is not closed is told, and so is no answer', async () => {
  expect(await judged({ ready: true, breakers: { postgres: 'open' } })).toEqual({
    because: 'promo-2: the breaker around postgres is open',
  })
  expect(await judged({ ready: undefined })).toEqual({ because: 'promo-2 does not answer' })
  expect(await judged({ breakers: { postgres: 'ajar' } })).toEqual({
    because: 'promo-2 does not answer',
  })
})
