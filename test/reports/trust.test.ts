import { expect, test } from 'vitest'
import { alwaysKept } from '../../reports/samples/parts.ts'
import { failingScenario } from '../../reports/samples/failing.ts'
import { trustOf } from '../../reports/trust.ts'

const asked = failingScenario.judgements.filter(({ line }) => line !== undefined)

function trustWith(judgements = [...asked, ...alwaysKept], doubts: { fatal: boolean }[] = []) {
  const told = doubts.map((doubt) => ({ at: 0, about: 'load', text: 'starts were late', ...doubt }))
  return trustOf({ ...failingScenario, judgements, doubts: told })
}

test('a broken promise of the scenario is no reason for distrust', () => {
  expect(trustWith()).toEqual({ believed: true, because: '3 checks of every run were content' })
})

test.each(alwaysKept.map(({ check }) => check))('distrust when %s is unknown', (check) => {
  const judgements = alwaysKept.map((one) =>
    one.check === check ? { ...one, status: 'unknown' as const, message: 'no one can tell' } : one,
  )
  expect(trustWith([...asked, ...judgements])).toEqual({
    believed: false,
    because: `${check}: no one can tell`,
  })
})

test('a grave doubt is a reason for distrust, a minor one is told', () => {
  expect(trustWith(undefined, [{ fatal: true }]).believed).toBe(false)
  expect(trustWith(undefined, [{ fatal: false }])).toEqual({
    believed: true,
    because: '1 minor doubt, see below',
  })
})

test('what was never judged is not believed', () => {
  expect(trustWith(asked).believed).toBe(false)
})
