import { expect, test } from 'vitest'
import { wordsOf } from '../../../target-app/service/error-words.ts'

test.each([
  [new TypeError('no such thing'), 'no such thing'],
  ['just words', 'just words'],
  [undefined, 'undefined'],
])('%s in words', (thrown, words) => {
  expect(wordsOf(thrown)).toBe(words)
})
