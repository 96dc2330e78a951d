import { beforeEach, describe, expect, test } from 'vitest'
import { RetryBudget } from '../../../target-app/service/retry-budget.ts'

let now: number
let budget: RetryBudget
beforeEach(() => {
  now = 5000
  budget = new RetryBudget(() => now)
})
const called = (times: number): void => {
  for (let i = 0; i < times; i += 1) budget.called()
}
/** How many second tries are allowed before the first that is not; `atMost` of them are asked for. */
const spent = (atMost = 1000): number => {
  for (let count = 0; count < atMost; count += 1) if (!budget.spend()) return count
  return atMost
}

describe('a budget for second tries', () => {
  test('starts with a hundred and is empty then', () => {
    expect(spent()).toBe(100)
    expect(spent()).toBe(0)
  })

  test('earns one for five calls', () => {
    spent()
    called(4)
    expect(spent()).toBe(0)
    called(21)
    expect(spent()).toBe(5)
  })

  test('earns ten per second although nobody calls', () => {
    spent()
    now += 99
    expect(spent()).toBe(0)
    now += 1901
    expect(spent()).toBe(20)
  })

  test('keeps no more than a hundred', () => {
    called(1000)
    now += 3_600_000
    expect(spent()).toBe(100)
  })

  test('lasts while all connections break once a second and 27 calls a second are repeated twice', () => {
    for (let second = 0; second < 8; second += 1) {
      called(27)
      // A third of a second without a connection.
      expect(spent(18)).toBe(18)
      now += 1000
    }
  })
})
