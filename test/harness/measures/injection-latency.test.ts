import { expect, test } from 'vitest'
import { injectionLatency } from '../../../harness/measures/injection-latency.ts'
import { buildHistory } from '../../support/build-history.ts'

const operations = { 'cart.add': {} }

test('from the request to the effect, not to the acknowledgement', () => {
  const reading = injectionLatency.read(buildHistory({ operations }), '')
  expect(reading).toMatchObject({ value: 80, samples: 1 })
})

test('a fault without effect has none', () => {
  const history = buildHistory({ operations })
  const faults = history.faults.filter(({ stage }) => stage !== 'effective')
  expect(injectionLatency.read({ ...history, faults }, '').value).toBeNull()
})
