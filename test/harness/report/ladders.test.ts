import { expect, test } from 'vitest'
import { laddersOf } from '../../../harness/report/ladders.ts'
import { buildHistory, type BuiltRun } from '../../support/build-history.ts'

const outages = [
  { from: 0, to: 1000 },
  { from: 1000, to: 9000, outcome: 'degraded', tier: 'popular', latencyMs: 20 },
  { from: 9000, to: 10_000, outcome: 'degraded', tier: 'popular', latencyMs: 900 },
] as const
const history = (run: Partial<BuiltRun> = {}) =>
  buildHistory({
    operations: { 'cart.add': {}, 'guide.ask': { tiers: ['category', 'popular'], outages } },
    loadMs: 20_000,
    ...run,
  })

test('counts the answers of each tier before, while hurt and afterwards', () => {
  expect(laddersOf(history())).toEqual([
    {
      op: 'guide.ask',
      tiers: ['full', 'category', 'popular', 'none'],
      parts: [
        { part: 'baseline', counts: [298, 0, 0, 0] },
        { part: 'fault', counts: [0, 0, 160, 40] },
        { part: 'after', counts: [199, 0, 0, 0] },
      ],
    },
  ])
})

test('a control has nothing between before and afterwards', () => {
  const [ladder] = laddersOf(history({ faultless: true }))
  expect(ladder?.parts.map(({ part }) => part)).toEqual(['baseline', 'after'])
})

test('a part without requests is left out', () => {
  const whole = history()
  const requests = whole.requests.filter(({ intended }) => intended < 20_000)
  expect(laddersOf({ ...whole, requests })[0]?.parts).toHaveLength(1)
})
