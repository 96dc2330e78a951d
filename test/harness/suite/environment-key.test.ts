import { expect, test } from 'vitest'
import { environmentKey } from '../../../harness/suite/environment-key.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const { target } = smallVocabulary
const key = (setting: Parameters<typeof environmentKey>[1]): string =>
  environmentKey(target, setting)

test('one environment serves all settings that come to the same', () => {
  expect(key({ without: ['a', 'b'] })).toBe(key({ without: ['b', 'a'], plant: [] }))
  expect(key({ services: ['web', 'db', 'mail'] })).toBe(key({}))
  expect(key({ services: ['mail'] })).toBe(key({ services: ['web', 'mail'] }))
})

test('other switches or other services need another environment', () => {
  const keys = [{}, { without: ['a'] }, { plant: ['a'] }, { services: ['mail'] }].map(key)
  expect(new Set(keys).size).toBe(4)
})
