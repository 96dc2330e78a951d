import { expect, test } from 'vitest'
import { relapses } from '../../../harness/measures/relapses.ts'
import { buildHistory } from '../../support/build-history.ts'

const op = 'cart.add'

test.each([
  { because: 'one outage is none', outages: [[0, 3000]], healMs: 25_000, value: 0 },
  {
    because: 'lost again without cause',
    outages: [
      [0, 3000],
      [12_000, 15_000],
    ],
    healMs: 40_000,
    value: 1,
  },
  {
    because: 'lost again by the healing',
    outages: [
      [0, 3000],
      [25_000, 27_000],
    ],
    healMs: 25_000,
    value: 0,
  },
])('$because: $value', ({ outages, healMs, value }) => {
  const built = outages.map(([from = 0, to = 0]) => ({ from, to }))
  const history = buildHistory({ healMs, operations: { [op]: { outages: built } } })
  expect(relapses.read(history, op)).toMatchObject({ value })
})
