import { expect, test } from 'vitest'
import { timeToImpact } from '../../../harness/measures/time-to-impact.ts'
import { buildHistory, type BuiltOperation } from '../../support/build-history.ts'

const op = 'cart.add'
const read = (built: BuiltOperation, seed = 1) =>
  timeToImpact.read(buildHistory({ seed, operations: { [op]: built } }), op)

test.each([0, 800, 7000])('the first hurt request: %d ms after the fault', (from) => {
  for (const seed of [1, 2, 3, 4]) {
    const reading = read({ outages: [{ from, to: from + 4000 }] }, seed)
    expect(reading.value).toBeGreaterThanOrEqual(from)
    expect(reading.value).toBeLessThanOrEqual(from + 50)
  }
})

test('a single hurt request is an impact when there were no errors before', () => {
  expect(read({ outages: [{ from: 3000, to: 3050 }] }).value).toBeGreaterThanOrEqual(3000)
})

test('a request in flight felt it at once', () => {
  const reading = read({ outages: [{ from: -60, to: -1, latencyMs: 200 }] })
  expect(reading.value).toBe(0)
})

test('a masked fault is a result', () => {
  expect(read({})).toEqual({ value: null, because: 'no request felt it' })
})

test('errors as before are no impact', () => {
  const reading = read({ rate: 60, backgroundErrors: 0.01 })
  expect(reading.value).toBeNull()
  expect('because' in reading && reading.because).toMatch(/no request felt it more than before/)
})

test('among errors as before, the impact is where they became more', () => {
  const built = { rate: 60, backgroundErrors: 0.01, outages: [{ from: 5000, to: 9000 }] }
  for (const seed of [1, 2, 3, 4]) {
    const { value } = read(built, seed)
    // One of the errors from before may be taken for the begin of it.
    expect(value).toBeGreaterThan(3500)
    expect(value).toBeLessThanOrEqual(5020)
  }
})
