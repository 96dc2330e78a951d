import { expect, test } from 'vitest'
import type { PartResult } from '../../../target-app/contracts/training.ts'
import { countPairs, modelOf, type Model } from '../../../target-app/recommend/co-occurrence.ts'
import { learn } from '../../../target-app/recommend/learn.ts'
import { FakeBroker } from '../../support/fake-broker.ts'

const histories = [['mug', 'teapot'], ['mug', 'lamp'], ['lamp', 'bag', 'mug'], ['teapot']]
const queue = 'model-parts.recommend-1'

/** One of two halves of a training. */
const half = (part: 0 | 1, training = 'training-2'): PartResult => ({
  ...{ training, part, parts: 2 },
  counts: countPairs(histories.filter((_, place) => place % 2 === part)),
})

/** A recommender that learns, and a broker that is there. */
async function learner() {
  const broker = new FakeBroker()
  const models: { readonly model: Model; readonly parts: number }[] = []
  const troubles: string[] = []
  const states: boolean[] = []
  const queues = await learn(
    {
      replica: 'recommend-1',
      rabbitmq: 'rabbitmq',
      onModel: (model, parts) => void models.push({ model, parts }),
      onBroker: (connected) => void states.push(connected),
      onTrouble: (because) => void troubles.push(because),
    },
    broker.dial,
  )
  await broker.come()
  const hand = (id: string, body: unknown) => broker.hand(queue, { id, body })
  return { broker, queues, models, troubles, states, hand }
}

test('a model is in use when all parts of its training have come, each counted once', async () => {
  const { broker, models, troubles, hand } = await learner()
  await hand('a', half(1))
  await hand('a again', half(1))
  expect(models).toEqual([])
  await hand('b', half(0))
  expect(models).toEqual([{ model: modelOf('training-2', countPairs(histories)), parts: 2 }])
  expect(broker.acknowledged).toEqual(['a', 'a again', 'b'])
  expect(troubles).toEqual([])
})

test('parts of an older training make no model', async () => {
  const { models, hand } = await learner()
  await hand('new', half(0))
  await hand('old', half(1, 'training-1'))
  expect(models).toEqual([])
  await hand('new too', half(1))
  expect(models.map(({ model }) => model.name)).toEqual(['training-2'])
})

test('what is no result is told and taken off the queue, and hurts no training', async () => {
  const { broker, models, troubles, hand } = await learner()
  await hand('a', half(0))
  await hand('bad', { ...half(1), counts: { single: { mug: 'many' }, pairs: {} } })
  expect(troubles).toEqual([expect.stringContaining('not a result of a training')])
  await hand('b', half(1))
  expect(models).toHaveLength(1)
  expect(broker.acknowledged).toEqual(['a', 'bad', 'b'])
})

test('a broker that comes back finds it still learning', async () => {
  const { broker, queues, models, states, hand } = await learner()
  await hand('a', half(0))
  broker.go()
  expect(queues.trouble).toBe('the broker is not there')
  await broker.come()
  await hand('b', half(1))
  expect(models).toHaveLength(1)
  expect(states).toEqual([true, false, true])
})
