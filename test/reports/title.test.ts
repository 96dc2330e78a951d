import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failingScenario } from '../../reports/samples/failing.ts'
import { passingScenario } from '../../reports/samples/passing.ts'
import { splitTitle, titleOf } from '../../reports/title.ts'

const first =
  'cart.add was back 10.4 s after healing kill redis-1 (± 1.67 s); at most 8.00 s was promised'
const second = 'cart.read was not back 16.7 s after healing kill redis-1, when observation ended'

describe('splitTitle', () => {
  test('a short text stays whole', () => {
    expect(splitTitle(`${first}.`)).toEqual({ lead: `${first}.`, rest: '' })
  })

  test('a long one is cut where a sentence or a clause ends', () => {
    expect(splitTitle(`${first}. ${second}.`)).toEqual({ lead: `${first}.`, rest: `${second}.` })
    expect(splitTitle(`${first}; ${second}.`)).toEqual({ lead: `${first}.`, rest: `${second}.` })
  })

  test('without a pause it is cut between two words', () => {
    const { lead, rest } = splitTitle('word '.repeat(60).trim())
    expect(lead).toMatch(/ word…$/u)
    expect(rest).toMatch(/^…word /u)
  })

  test('no lead is long, and no word is lost', () => {
    const wordsIn = (text: string): string[] => text.match(/[a-z]+/gu) ?? []
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}[;,.]?$/u), {
      minLength: 1,
      maxLength: 80,
    })
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(' ')
        const { lead, rest } = splitTitle(text)
        expect(lead.length).toBeLessThanOrEqual(141)
        expect(wordsIn(`${lead} ${rest}`)).toEqual(wordsIn(text))
      }),
    )
  })
})

test('a failure that was expected is told as such, not as a kept promise', () => {
  const [broken] = failingScenario.judgements
  if (broken === undefined) throw new Error('the sample has no broken promise')
  const note = 'failed as expected: it is a demonstration'
  const judgements = [broken, ...passingScenario.judgements]
  expect(titleOf({ ...passingScenario, judgements, note }).lead).toBe(
    'Failed as expected: it is a demonstration.',
  )
  expect(titleOf(passingScenario).lead).toMatch(/^All \d+ promises were kept\.$/u)
})
