import { expect, test } from 'vitest'
import { ruleOfThree } from '../../../harness/statistics/rule-of-three.ts'

test('none of n leaves close to 3/n possible', () => {
  expect(ruleOfThree(3000)).toBeCloseTo(0.000998, 6)
  expect(ruleOfThree(10)).toBeCloseTo(0.25887, 5)
  expect(ruleOfThree(1)).toBeCloseTo(0.95, 9)
})

test('no samples prove nothing', () => {
  expect(ruleOfThree(0)).toBe(1)
})
