import { expect, test } from 'vitest'
import { stepArea } from '../../../reports/charts/step-area.ts'

const x = (ms: number): number => ms / 10
const y = (value: number): number => 100 - value

test('every bin keeps its height over its whole width', () => {
  const path = stepArea(
    [
      { at: 0, low: 0, high: 60 },
      { at: 500, low: 0, high: 10 },
    ],
    500,
    x,
    y,
  )
  expect(path).toBe('M0,40L50,40L50,90L100,90L100,90L100,100L100,100L50,100L50,100L0,100Z')
})

test('equal neighbours are one step, and nothing draws nothing', () => {
  const flat = Array.from({ length: 100 }, (_, index) => ({ at: index * 500, low: 0, high: 60 }))
  expect(stepArea(flat, 500, x, y).length).toBeLessThan(60)
  expect(stepArea([{ at: 0, low: 5, high: 5 }], 500, x, y)).toBe('')
  expect(stepArea([], 500, x, y)).toBe('')
})
