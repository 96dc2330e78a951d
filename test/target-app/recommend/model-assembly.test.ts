import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PartResult } from '../../../target-app/contracts/training.ts'
import { countPairs, modelOf } from '../../../target-app/recommend/co-occurrence.ts'
import { ModelAssembly } from '../../../target-app/recommend/model-assembly.ts'

const histories = [['mug', 'teapot'], ['mug', 'lamp'], ['lamp', 'bag', 'mug'], ['teapot']]
const resultsOf = (training: string, parts: number): PartResult[] =>
  Array.from({ length: parts }, (_, part) => ({
    training,
    part,
    parts,
    counts: countPairs(histories.filter((_history, place) => place % parts === part)),
  }))

describe('the parts of a training', () => {
  test('make one model, in whatever order and however often they come', () => {
    const deliveries = fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(deliveries, (order) => {
        const assembly = new ModelAssembly()
        const results = resultsOf('t1', 4)
        const models = order.flatMap((part) => {
          const result = results[part]
          const model = result === undefined ? undefined : assembly.take(result)
          return model === undefined ? [] : [model]
        })
        expect(models).toEqual([modelOf('t1', countPairs(histories))])
      }),
    )
  })

  test('make none while one is missing', () => {
    const assembly = new ModelAssembly()
    const [, ...others] = resultsOf('t1', 4)
    expect(others.map((result) => assembly.take(result))).toEqual([undefined, undefined, undefined])
  })

  test('of an older training come too late, those of a newer one begin anew', () => {
    const assembly = new ModelAssembly()
    const [old, lateOld] = resultsOf('t1', 2)
    const [first, last] = resultsOf('t2', 2)
    const taken = [old, first, lateOld, last].map((result) => result && assembly.take(result)?.name)
    expect(taken).toEqual([undefined, undefined, undefined, 't2'])
  })
})
