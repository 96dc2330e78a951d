import { expect, test } from 'vitest'
import { loadValidScenarios } from '../../../harness/scenario/load-scenarios.ts'
import { selectScenarios, type Selection } from '../../../harness/scenario/select.ts'
import { assertSwitches } from '../../../harness/scenario/switches.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const folder = 'test/fixtures/scenarios'
const files = ['valid', 'matrix'].map((name) => `${folder}/${name}.yaml`)
const scenarios = await loadValidScenarios(files, folder, smallVocabulary)
const select = (selection: Selection): readonly string[] =>
  selectScenarios(scenarios, selection).map(({ id }) => id)

test('nothing asked for means everything', () => expect(select({})).toHaveLength(5))

test('the id of a matrix means all of it, a full id one of it', () => {
  expect(select({ names: ['matrix'] })).toHaveLength(4)
  expect(select({ names: ['matrix@delay=1s,lost=0'] })).toEqual(['matrix@delay=1s,lost=0'])
  expect(select({ names: ['*delay=1s*', 'valid'] })).toHaveLength(3)
})

test('names and tags narrow each other', () => {
  expect(select({ tags: ['smoke'] })).toEqual(['valid'])
  expect(select({ names: ['matrix'], tags: ['smoke'] })).toEqual([])
})

test('a word that selects nothing is an error, with all such words at once', () => {
  expect(() => select({ names: ['vaild'], tags: ['smoek'] })).toThrow(
    /no scenario "vaild"; did you mean "valid"\?[^]*no tag "smoek"; did you mean "smoke"\?/,
  )
})

test('switches given by hand must exist', () => {
  expect(() => assertSwitches({ without: ['retries'] }, smallVocabulary.target)).not.toThrow()
  expect(() =>
    assertSwitches({ without: ['retrys'], plant: ['forgetfull'] }, smallVocabulary.target),
  ).toThrow(/no mechanism "retrys"[^]*no weakness "forgetfull"; did you mean "forgetful"\?/)
})
