import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PartResult } from '../../../target-app/contracts/training.ts'
import { addCounts, countPairs } from '../../../target-app/recommend/co-occurrence.ts'
import { partsOf, workOff } from '../../../target-app/trainer/worker.ts'

const histories = [['mug', 'teapot'], ['mug', 'lamp'], ['lamp', 'bag'], ['teapot'], ['bag', 'mug']]

async function resultsOf(parts: number) {
  const sent: { recommender: string; result: PartResult }[] = []
  let rests = 0
  const work = {
    histories,
    recommenders: ['recommend-1', 'recommend-2'],
    rest: async () => {
      rests += 1
    },
    send: async (recommender: string, result: PartResult) => {
      sent.push({ recommender, result })
    },
  }
  for (const part of partsOf('t1', parts)) await workOff(work, part)
  return { sent, rests }
}

describe('the parts of a training', () => {
  test('together are all histories, for every recommender', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), async (parts) => {
        const { sent } = await resultsOf(parts)
        for (const name of ['recommend-1', 'recommend-2']) {
          const counts = sent.flatMap(({ recommender, result }) =>
            recommender === name ? [result.counts] : [],
          )
          expect(counts).toHaveLength(parts)
          expect(addCounts(counts)).toEqual(countPairs(histories))
        }
      }),
      { numRuns: 8 },
    )
  })

  test('leave the machine to shoppers after every history', async () => {
    expect((await resultsOf(2)).rests).toBe(histories.length)
  })

  test('fail as a whole when a result is not taken', async () => {
    const work = {
      histories,
      recommenders: ['recommend-1'],
      rest: async () => undefined,
      send: () => Promise.reject(new Error('not confirmed')),
    }
    const part = { training: 't1', part: 0, parts: 2 }
    await expect(workOff(work, part)).rejects.toThrow('not confirmed')
  })
})
