import { expect, test } from 'vitest'
import { disturbanceOf } from '../../../harness/suite/disturbed.ts'
import { failingScenario } from '../../../reports/samples/failing.ts'
import { inconclusiveScenario } from '../../../reports/samples/inconclusive.ts'

const machine = { at: 2000, about: 'machine', fatal: false, text: 'others had 40 %' } as const
const clock = { at: 2000, about: 'clock', fatal: false, text: 'the clock was set' } as const

test('what proved nothing while others had the machine is worth being played again', () => {
  expect(disturbanceOf({ ...inconclusiveScenario, doubts: [clock, machine] })).toBe(machine.text)
})

test('what proved nothing for another reason is not', () => {
  expect(disturbanceOf({ ...inconclusiveScenario, doubts: [clock] })).toBeUndefined()
})

test('a fatal doubt needs no other explanation', () => {
  const hung = { at: 2000, about: 'injection', fatal: true, text: 'the proxy hung' } as const
  expect(disturbanceOf({ ...inconclusiveScenario, doubts: [machine, hung] })).toBeUndefined()
})

test('what failed has failed, and what passed has passed', () => {
  const doubts = [machine]
  expect(disturbanceOf({ ...failingScenario, verdict: 'FAILED', doubts })).toBeUndefined()
  expect(disturbanceOf({ ...failingScenario, verdict: 'PASSED', doubts })).toBeUndefined()
})
