import { describe, expect, test } from 'vitest'
import { PersonalProducts } from '../../../target-app/contracts/recommend.ts'
import { recommendApp } from '../../../target-app/recommend/app.ts'
import { countPairs, modelOf } from '../../../target-app/recommend/co-occurrence.ts'
import { WarmCache } from '../../../target-app/recommend/warm-cache.ts'

const model = modelOf('own', countPairs([['mug', 'teapot']]))

function recommender() {
  const shoppers = new WarmCache({ historyOf: () => ['mug'], most: 9, later: (work) => work() })
  const app = recommendApp({
    replica: 'recommend-1',
    model: () => model,
    shoppers,
    health: () => ({ replica: 'recommend-1', ready: true }),
    metrics: { answered: () => undefined, breaker: () => undefined, text: async () => '' },
    log: { warn: () => undefined },
  })
  const get = async (path: string) => app.request(path)
  return {
    app,
    get,
    personal: async () =>
      PersonalProducts.parse(await (await get('/recommend?shopper=ada')).json()),
  }
}

describe('the recommender', () => {
  test('says that it does not know a shopper yet, and then what suits them', async () => {
    const { personal } = recommender()
    expect(await personal()).toEqual({
      replica: 'recommend-1',
      warm: false,
      model: 'own',
      products: [],
    })
    expect(await personal()).toMatchObject({ warm: true, products: ['teapot'] })
  })

  test('forgets its shoppers when somebody who runs the shop says so', async () => {
    const { app, personal } = recommender()
    await personal()
    await app.request('/profiles', { method: 'DELETE' })
    expect(await personal()).toMatchObject({ warm: false })
  })

  test('refuses a shopper without a name', async () => {
    expect((await recommender().get('/recommend?product=mug')).status).toBe(400)
  })
})
