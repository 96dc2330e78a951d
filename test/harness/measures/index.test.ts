import { describe, expect, test } from 'vitest'
import { measures } from '../../../harness/measures/index.ts'
import { bareHistory, deepFreeze } from '../../support/bare-history.ts'
import { buildHistory } from '../../support/build-history.ts'

const op = 'cart.add'
const outages = [{ from: 0, to: 4000 }]
const writes = { ledger: 'orders', effect: 'add' } as const
// Frozen: a measure that changes what it reads throws.
const histories = deepFreeze({
  'with an outage': buildHistory({ operations: { [op]: { outages, writes } } }),
  'with nothing but requests': {
    ...bareHistory(),
    requests: buildHistory({ operations: { [op]: {} } }).requests,
  },
})

describe.each(Object.entries(measures))('%s', (name, measure) => {
  test('is registered by its name and says what it is', () => {
    expect(measure.name).toBe(name)
    expect(measure.summary).toMatch(/^[A-Z0-9].*\.$/)
  })

  test('says why it cannot read an empty history', () => {
    const reading = measure.read(bareHistory(), op)
    expect(reading.value).toBeNull()
    expect('because' in reading && reading.because).toMatch(/\w/)
  })

  test.each(Object.entries(histories))('is pure: %s', (_, history) => {
    expect(measure.read(history, op)).toEqual(measure.read(history, op))
  })

  test('never answers with a number that is none', () => {
    for (const history of Object.values(histories)) {
      const { value } = measure.read(history, op)
      expect(value === null || Number.isFinite(value)).toBe(true)
    }
  })
})

const perOperation = Object.values(measures).filter(({ per }) => per === 'operation')
test.each(perOperation)('$name says why it cannot read what was not under load', (measure) => {
  expect(measure.read(histories['with an outage'], 'no.such').value).toBeNull()
})

test('a run without a fault shows no outage, no loss and no recovery', () => {
  for (const backgroundErrors of [0, 0.002]) {
    for (const seed of [1, 2, 3]) {
      const operations = { [op]: { rate: 30, backgroundErrors } }
      const history = buildHistory({ seed, faultless: true, operations })
      expect(measures.outage.read(history, op)).toMatchObject({ value: 0 })
      expect(measures.relapses.read(history, op)).toMatchObject({ value: 0 })
      expect(measures['lost-requests'].read(history, op)).toMatchObject({ value: 0 })
      expect(measures['time-to-recover'].read(history, op)).toMatchObject({ value: null })
      expect(measures['time-to-impact'].read(history, op)).toMatchObject({ value: null })
      expect(measures['time-to-detect'].read(history, op)).toMatchObject({ value: null })
    }
  }
})
