import { expect, test } from 'vitest'
import { ShopError } from '../../../target-app/service/shop-error.ts'
import { trainerApp } from '../../../target-app/trainer/app.ts'

function trainer(begin: () => Promise<string>) {
  const app = trainerApp({
    begin,
    health: () => ({ replica: 'trainer-1', ready: true }),
    metrics: { answered: () => undefined, breaker: () => undefined, text: async () => '' },
    log: { warn: () => undefined },
  })
  return async (method: string) => {
    const answer = await app.request('/trainings', { method })
    return { status: answer.status, body: await answer.json() }
  }
}

test('a training that was begun is accepted under its name, each time anew', async () => {
  let begun = 0
  const ask = trainer(async () => `training-${(begun += 1)}`)
  expect(await ask('POST')).toEqual({ status: 202, body: { training: 'training-1' } })
  expect(await ask('POST')).toEqual({ status: 202, body: { training: 'training-2' } })
})

test('looking for trainings begins none', async () => {
  let begun = 0
  const ask = trainer(async () => `training-${(begun += 1)}`)
  expect((await ask('GET')).status).toBe(404)
  expect(begun).toBe(0)
})

test('a training whose parts the broker did not take is not accepted', async () => {
  const ask = trainer(() => Promise.reject(new ShopError(503, 'training-resting', 'Not now.')))
  expect(await ask('POST')).toEqual({
    status: 503,
    body: { error: { code: 'training-resting', message: 'Not now.' } },
  })
})
