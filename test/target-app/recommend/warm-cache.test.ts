import { describe, expect, test } from 'vitest'
import { countPairs, modelOf } from '../../../target-app/recommend/co-occurrence.ts'
import { WarmCache } from '../../../target-app/recommend/warm-cache.ts'

const model = modelOf('own', countPairs([['mug', 'teapot']]))

function cache(most = 10) {
  const later: (() => void)[] = []
  const made = new WarmCache({ historyOf: () => ['mug'], most, later: (work) => later.push(work) })
  const settle = (): void => {
    for (const work of later.splice(0)) work()
  }
  return { made, settle }
}

describe('the shoppers a recommender knows', () => {
  test('are met once and known from then on', () => {
    const { made, settle } = cache()
    expect(made.profile('ada', model)).toBeUndefined()
    settle()
    expect(made.profile('ada', model)?.bought).toEqual(new Set(['mug']))
    expect([made.hits, made.misses, made.size]).toEqual([1, 1, 1])
  })

  test('are looked at again when there is a better model, and served meanwhile', () => {
    const { made, settle } = cache()
    made.profile('ada', model)
    settle()
    const better = { ...model, name: 'better' }
    expect(made.profile('ada', better)?.model).toBe('own')
    settle()
    expect(made.profile('ada', better)?.model).toBe('better')
  })

  test('make room: who was not seen for longest is forgotten', () => {
    const { made, settle } = cache(2)
    for (const shopper of ['ada', 'bao', 'ada', 'chiara']) {
      made.profile(shopper, model)
      settle()
    }
    expect(made.profile('ada', model)).toBeDefined()
    expect(made.profile('bao', model)).toBeUndefined()
  })

  test('can all be forgotten', () => {
    const { made, settle } = cache()
    made.profile('ada', model)
    settle()
    made.forgetAll()
    expect(made.profile('ada', model)).toBeUndefined()
  })
})
