import { expect, test } from 'vitest'
import { listWords } from '../../../harness/scenario/list-words.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

test('all words that a scenario may use, by where they belong', async () => {
  await expect(`${listWords(smallVocabulary)}\n`).toMatchFileSnapshot('explained/words.txt')
})
