import { expect, test } from 'vitest'
import { summariseRepeats } from '../../../harness/report/repeats.ts'
import type { ReadingReport, ScenarioReport } from '../../../reports/report-data.ts'
import { passingScenario } from '../../../reports/samples/passing.ts'

function runs(readings: readonly ReadingReport[]): ScenarioReport[] {
  return readings.map((reading, index) => ({
    ...passingScenario,
    repeat: { index: index + 1, of: readings.length },
    measures: [
      {
        name: 'time-to-recover',
        summary: '',
        unit: 'ms',
        better: 'lower',
        op: 'cart.add',
        reading,
      },
    ],
  }))
}

const interval = (values: readonly number[], isTime: boolean): [number, number] => [
  values.length,
  isTime ? 1 : 0,
]

test('one summary per scenario that ran more than once, in order of the repeats', () => {
  const three = runs([
    { value: 6000, samples: 9, resolution: 20 },
    { value: 9000, samples: 9 },
    { value: 5000, samples: 9 },
  ])
  const once = { ...passingScenario, id: 'once' }
  const [summary, ...others] = summariseRepeats([...three.toReversed(), once], interval)
  expect(others).toEqual([])
  expect(summary?.verdicts).toHaveLength(3)
  expect(summary?.measures).toEqual([
    {
      name: 'time-to-recover',
      op: 'cart.add',
      unit: 'ms',
      values: [6000, 9000, 5000],
      censored: [false, false, false],
      n: 3,
      median: 6000,
      min: 5000,
      max: 9000,
      interval: [3, 1],
      resolution: 20,
    },
  ])
})

test('what could not be read stays a gap, and a censored value allows no interval', () => {
  const [summary] = summariseRepeats(
    runs([
      { value: null, because: 'no requests' },
      { value: 45_000, samples: 9, censored: true },
    ]),
    interval,
  )
  expect(summary?.measures[0]).toMatchObject({
    values: [null, 45_000],
    censored: [false, true],
    n: 1,
    interval: null,
  })
})
