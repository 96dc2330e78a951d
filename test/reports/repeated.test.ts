import { expect, test } from 'vitest'
import { page } from '../../reports/page.ts'
import { limitOf, slowestRepeated, sortMeasures } from '../../reports/repeated.ts'
import { repeated } from '../../reports/samples/repeated.ts'

const [summary] = repeated.repeats
if (summary === undefined) throw new Error('the sample has no repeats')
const runs = repeated.scenarios.filter(({ id }) => id === summary.scenario)

test('what users wait for is shown at once, the rest is folded', () => {
  const [time] = summary.measures
  if (time === undefined) throw new Error('the sample has no measure')
  const measures = [{ ...time, name: 'latency-p50-after' }, ...summary.measures]
  const { shown, folded } = sortMeasures({ ...summary, measures })
  expect(shown.map(({ name }) => name)).toEqual([
    'time-to-recover',
    'time-to-recover',
    'availability',
  ])
  expect(folded.map(({ name }) => name)).toEqual(['latency-p50-after'])
})

test('the operation that comes nearest to its limit stands for the scenario', () => {
  expect(slowestRepeated(summary, runs)).toMatchObject({
    measure: { op: 'cart.add' },
    median: 6480,
    limit: 8000,
  })
  expect(slowestRepeated({ ...summary, measures: [] }, runs)).toBeNull()
})

test('only a time to recover has a limit', () => {
  expect(summary.measures.map((measure) => limitOf(measure, runs))).toEqual([8000, 8000, undefined])
})

test('repeats share one row, with median, range, interval, resolution and count', () => {
  const [row = ''] =
    page(repeated).match(/<tr>(?:(?!<\/tr>)[\s\S])*4 of 5 passed[\s\S]*?<\/tr>/u) ?? []
  const text = row.replaceAll(/<[^>]+>/gu, ' ').replaceAll('\u202f', ' ')
  for (const part of [
    'median 6.48 s',
    '5.73 s to 14.2 s',
    '95 %: 4.57 s to 11.6 s',
    '± 42 ms',
    'n = 5',
  ])
    expect(text).toContain(part)
})
