import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { scenarioSchema, schemaText } from '../../../harness/scenario/scenario-schema.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const valid = new Ajv({ strict: false, validateFormats: false }).compile(
  scenarioSchema(smallVocabulary),
)
const fixture = (name: string): unknown =>
  parse(readFileSync(`test/fixtures/scenarios/${name}.yaml`, 'utf8'))

describe('what editors are told', () => {
  test.each(['valid'])('%s is accepted', (name) => {
    const accepted = valid(fixture(name))
    expect(valid.errors).toBe(null)
    expect(accepted).toBe(true)
  })

  test('a parameter may stand wherever a value does', () => {
    const scenario = {
      claim: 'c',
      load: { 'cart.add': '${rate}' },
      observe: '${long}',
      repeat: '${times}',
      without: ['${off}'],
      faults: [{ fault: 'slow', target: '${link}', for: '${long}', delay: '${delay}' }],
      expect: [{ serves: '${op}', 'at-least': '${share}', during: '${when}' }],
    }
    valid(scenario)
    expect(valid.errors).toBe(null)
  })

  // What only the loader can know is not here: names of replicas, times, rates.
  test.each([
    'no-claim',
    'unknown-key',
    'duration-without-unit',
    'rate-without-unit',
    'unknown-operation',
    'unknown-fault',
    'fault-without-word',
    'unknown-option',
    'missing-option',
    'wrong-choice',
    'no-target',
    'target-for-nothing',
    'never-healed',
    'wrong-heal-word',
    'healed-and-permanent',
    'unknown-check',
    'check-is-a-list',
    'two-checks-in-one',
    'subject-missing',
    'unknown-mechanism',
    'unknown-weakness',
    'unknown-capability',
    'repeat-never',
    'expect-fail-key',
  ])('%s is underlined', (name) => expect(valid(fixture(name))).toBe(false))

  test('every fault, check and operation brings its summary for hover', () => {
    const text = schemaText(smallVocabulary)
    for (const member of [
      ...Object.values(smallVocabulary.faults),
      ...Object.values(smallVocabulary.checks).filter(({ when }) => when === 'asked'),
      ...Object.values(smallVocabulary.target.operations),
    ]) {
      expect(text).toContain(JSON.stringify(member.summary))
    }
  })
})
