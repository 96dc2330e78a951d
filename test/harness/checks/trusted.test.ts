import { expect, test } from 'vitest'
import type { Judgement, Measured } from '../../../harness/checks/check.ts'
import { trusted } from '../../../harness/checks/trusted.ts'
import { buildHistory, type BuiltRun } from '../../support/build-history.ts'

const failure: Judgement = {
  status: 'fail',
  message: 'it was down',
  evidence: [{ at: 21_000, text: 'down' }],
}

function judge(run: Partial<BuiltRun>, judgement: Judgement = failure): Judgement {
  const history = buildHistory({ operations: { 'cart.add': {} }, ...run })
  return trusted(history, 'cart.add', judgement)
}

const doubt = { kind: 'doubt', at: 21_000, about: 'clock', text: 'the clock was set' } as const

test('a failure stands when the run was as it should be', () => {
  expect(judge({})).toEqual(failure)
})

test.each([
  {
    why: 'the baseline had errors of its own',
    run: { operations: { 'cart.add': { backgroundErrors: 0.3 } } },
    because: /failed before the fault; so this proves nothing: it was down$/,
  },
  {
    why: 'the clock of its stamps was set',
    run: { extra: [{ ...doubt, fatal: true }] },
    because: /^the clock was set; so this proves nothing: it was down$/,
  },
])('but not when $why', ({ run, because }) => {
  expect(judge(run)).toMatchObject({
    status: 'unknown',
    because: expect.stringMatching(because),
  })
})

test('what was read is kept as long as the clock can be believed', () => {
  const measured: Measured = {
    ...{ label: 'availability', unit: 'ratio', reading: { value: 0.4, samples: 10 } },
    limit: { relation: 'at-least', value: 0.9 },
  }
  const read = { ...failure, measured }
  const shaky = { operations: { 'cart.add': { backgroundErrors: 0.3 } } }
  expect(judge(shaky, read)).toMatchObject({ status: 'unknown', measured })
  expect(judge({ extra: [{ ...doubt, fatal: true }] }, read)).not.toHaveProperty('measured')
})

test('a doubt that is not fatal takes nothing away', () => {
  expect(judge({ extra: [{ ...doubt, fatal: false }] })).toEqual(failure)
})

test('a pass is left alone', () => {
  const pass: Judgement = { status: 'pass', message: 'it was up' }
  expect(judge({ operations: { 'cart.add': { backgroundErrors: 0.3 } } }, pass)).toEqual(pass)
})
