import { expect, test } from 'vitest'
import type { Check } from '../../harness/checks/check.ts'
import { checks } from '../../harness/checks/index.ts'
import type { Expectation } from '../../harness/history/history.ts'
import { judge } from '../../harness/judge.ts'
import { bareHistory, deepFreeze } from '../support/bare-history.ts'
import { buildHistory, type BuiltRun } from '../support/build-history.ts'

const recovers: Expectation = {
  check: 'recovers',
  options: { recovers: 'cart.add', within: 4000, since: 'fault', counting: 'strict' },
  line: 12,
}
const run = (
  to: number,
  expect: readonly Expectation[] = [recovers],
  rest: Partial<BuiltRun> = {},
) =>
  buildHistory({
    ...rest,
    operations: { 'cart.add': { outages: [{ from: 0, to }] } },
    header: { expect },
  })

test('what was asked comes first, then what judges every run', () => {
  const { verdict, judgements } = judge(run(3000), { checks })
  expect(verdict).toBe('PASSED')
  expect(
    judgements.map(({ expectation, judgement }) => [expectation.check, judgement.status]),
  ).toEqual([
    ['recovers', 'pass'],
    ['fault-was-felt', 'pass'],
    ['healed', 'pass'],
    ['load-was-honest', 'pass'],
    ['steady-baseline', 'pass'],
    ['no-fatal-doubts', 'pass'],
  ])
  expect(judgements[0]?.expectation.line).toBe(12)
})

test('a broken promise fails the run', () => {
  expect(judge(run(9000), { checks }).verdict).toBe('FAILED')
})

test('a doubtful run is inconclusive, and a broken promise in it is still broken', () => {
  const extra = [{ kind: 'doubt', at: 1, about: 'reads', fatal: true, text: 'gone' }] as const
  expect(judge(run(3000, [recovers], { extra }), { checks }).verdict).toBe('INCONCLUSIVE')
  expect(judge(run(9000, [recovers], { extra }), { checks }).verdict).toBe('FAILED')
})

test('a check that throws is unknown, never a pass', () => {
  const broken: Check = {
    ...checks.healed,
    judge() {
      throw new Error('off by one')
    },
  }
  const { verdict, judgements } = judge(run(3000), { checks: { ...checks, healed: broken } })
  expect(verdict).toBe('INCONCLUSIVE')
  expect(judgements.find(({ check }) => check === broken)?.judgement).toMatchObject({
    because: 'the check healed broke: off by one',
  })
})

test.each([
  { name: 'recover', guess: 'Did you mean recovers?' },
  { name: 'constructor', guess: 'there is no check named constructor' },
])('a check that does not exist is unknown: $name', ({ name, guess }) => {
  const { verdict, judgements } = judge(run(3000, [{ check: name, options: {} }]), { checks })
  expect(verdict).toBe('INCONCLUSIVE')
  expect(judgements[0]).toMatchObject({
    check: null,
    judgement: { status: 'unknown', because: expect.stringContaining(guess) },
  })
})

test('an empty history is inconclusive', () => {
  expect(judge(bareHistory(), { checks }).verdict).toBe('INCONCLUSIVE')
})

test('judging changes nothing and says the same twice', () => {
  const history = deepFreeze(run(3000))
  const said = () => judge(history, { checks }).judgements.map(({ judgement }) => judgement)
  expect(said()).toEqual(said())
})

test('a failure on a shaky baseline is inconclusive, but lost data is lost whatever the baseline', () => {
  const shaky = buildHistory({
    operations: {
      'cart.add': {
        outages: [
          { from: -9000, to: -8400 },
          { from: 0, to: 9000 },
        ],
      },
    },
    header: { expect: [recovers] },
  })
  const { verdict, judgements } = judge(shaky, { checks })
  expect(verdict).toBe('INCONCLUSIVE')
  expect(judgements[0]?.judgement).toMatchObject({
    status: 'unknown',
    because: expect.stringContaining('so this proves nothing: '),
  })
  expect(checks['no-lost-writes']).not.toHaveProperty('trusts')
  expect(checks['charged-once']).not.toHaveProperty('trusts')
})

test('one operation that was shaky before does not excuse another that was not', () => {
  const history = buildHistory({
    operations: {
      'cart.add': { outages: [{ from: 0, to: 60_000 }] },
      'cart.read': { outages: [{ from: -9000, to: -8400 }] },
    },
    header: { expect: [recovers] },
  })
  expect(judge(history, { checks }).verdict).toBe('FAILED')
})
