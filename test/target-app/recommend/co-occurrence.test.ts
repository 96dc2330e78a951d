import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addCounts, countPairs, modelOf } from '../../../target-app/recommend/co-occurrence.ts'

const product = fc.constantFrom('mug', 'teapot', 'lamp', 'bag', 'pen')
const histories = fc.array(fc.array(product, { maxLength: 6 }), { maxLength: 12 })

describe('what is bought together', () => {
  test('is counted once per shopper, however often and in whatever order', () => {
    expect(countPairs([['mug', 'teapot', 'mug'], ['teapot', 'mug'], ['lamp']])).toEqual({
      single: { mug: 2, teapot: 2, lamp: 1 },
      pairs: { 'mug|teapot': 2 },
    })
  })

  test('is the same whether counted at once or in parts, in any order', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 5 }), (all, parts) => {
        const split = Array.from({ length: parts }, (_, part) =>
          countPairs(all.filter((_history, place) => place % parts === part)),
        )
        expect(addCounts(split)).toEqual(countPairs(all))
        expect(addCounts(split.toReversed())).toEqual(countPairs(all))
      }),
    )
  })

  test('makes products alike by the cosine', () => {
    const { alike } = modelOf(
      'own',
      countPairs([['mug', 'teapot'], ['mug', 'teapot', 'lamp'], ['mug']]),
    )
    expect(alike.get('teapot')).toEqual([
      { product: 'mug', likeness: 2 / Math.sqrt(2 * 3) },
      { product: 'lamp', likeness: 1 / Math.sqrt(2 * 1) },
    ])
  })

  test('makes a model in which likeness is mutual and between 0 and 1', () => {
    fc.assert(
      fc.property(histories, (all) => {
        const { alike } = modelOf('own', countPairs(all))
        for (const [from, list] of alike) {
          for (const { product: to, likeness } of list) {
            expect(likeness).toBeGreaterThan(0)
            expect(likeness).toBeLessThanOrEqual(1 + 1e-12)
            const back = alike.get(to)?.find(({ product: other }) => other === from)
            expect(back?.likeness).toBe(likeness)
          }
        }
      }),
    )
  })
})
