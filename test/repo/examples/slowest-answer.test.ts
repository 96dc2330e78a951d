import { expect, test } from 'vitest'
import { bareHistory } from '../../support/bare-history.ts'
import { buildHistory } from '../../support/build-history.ts'
import { slowestAnswer } from './slowest-answer.ts'

const op = 'cart.add'
const outages = [{ from: 2000, to: 3000, latencyMs: 2500 }]

test('finds the longest wait, and when it began', () => {
  const history = buildHistory({ healMs: 10_000, operations: { [op]: { rate: 20, outages } } })
  const reading = slowestAnswer.read(history, op)
  // Ten seconds of fault at 20/s are 200 requests, give or take the one at the edge.
  expect(reading).toMatchObject({ value: expect.closeTo(2500, 3) })
  expect('samples' in reading && Math.abs(reading.samples - 200)).toBeLessThanOrEqual(1)
})

test('a wait after the fault was healed is not the fault’s', () => {
  const history = buildHistory({ healMs: 1000, operations: { [op]: { outages } } })
  expect(slowestAnswer.read(history, op).value).toBeLessThan(100)
})

test('says why it cannot tell', () => {
  expect(slowestAnswer.read(bareHistory(), op)).toEqual({
    value: null,
    because: 'no fault was seen to take effect',
  })
})
