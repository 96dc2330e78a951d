import { expect, test } from 'vitest'
import { steadyStateOf } from '../../../harness/measures/steady-state.ts'
import { bareHistory } from '../../support/bare-history.ts'
import { buildHistory, type BuiltOperation } from '../../support/build-history.ts'

const op = 'guide.ask'
const read = (built: BuiltOperation, counting: 'strict' | 'lenient' = 'strict') =>
  steadyStateOf(buildHistory({ operations: { [op]: { rate: 40, ...built } } }), op, counting)

test('is read from the baseline alone', () => {
  // 15 s less the 80 ms that the first fault took from its request to its effect.
  expect(read({ outages: [{ from: 0, to: 60_000 }] })).toMatchObject({ ratio: 1, requests: 597 })
})

test('a degraded baseline is steady leniently, and no steady state strictly', () => {
  const outages = [
    { from: -15_000, to: -7500, outcome: 'degraded', tier: 'popular', latencyMs: 9 },
  ] as const
  expect(read({ tiers: ['popular'], outages }, 'lenient')).toMatchObject({ ratio: 1 })
  // Held against it, half of all answers could fail for ever and be "as good as before".
  expect(read({ tiers: ['popular'], outages })).toMatchObject({
    because: expect.stringContaining('were good in the baseline'),
  })
})

test('says why there is none', () => {
  expect(read({ rate: 1 })).toMatchObject({ because: expect.stringContaining('20 are needed') })
  expect(read({ outages: [{ from: -15_000, to: 0 }] })).toEqual({
    because: 'guide.ask had no good answer in the baseline',
  })
  expect(steadyStateOf(bareHistory(), 'no.such', 'strict')).toEqual({
    because: 'no.such was not under load',
  })
  expect(steadyStateOf(bareHistory(), 'cart.add', 'strict')).toEqual({
    because: 'no baseline was recorded',
  })
})
