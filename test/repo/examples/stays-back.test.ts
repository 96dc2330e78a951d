import { expect, test } from 'vitest'
import { bareHistory } from '../../support/bare-history.ts'
import { buildHistory } from '../../support/build-history.ts'
import { staysBack } from './stays-back.ts'

const op = 'cart.add'
const asked = { 'stays-back': 'cart.*' }
const outage = { from: 0, to: 3000 }
const relapse = { from: 12_000, to: 15_000 }

const judge = (outages: readonly { from: number; to: number }[]) =>
  staysBack.judge(buildHistory({ healMs: 40_000, operations: { [op]: { outages } } }), asked)

test('passes when the outage was the only one', () => {
  expect(judge([outage])).toEqual({ status: 'pass', message: 'cart.add stayed back' })
})

test('fails when users lost it again, and says how often', () => {
  expect(judge([outage, relapse])).toMatchObject({
    status: 'fail',
    evidence: [{ text: 'cart.add was lost again 1 times' }],
  })
})

test('an empty history proves nothing', () => {
  expect(staysBack.judge(bareHistory(), asked).status).toBe('unknown')
})
