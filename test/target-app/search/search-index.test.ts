import { expect, test } from 'vitest'
import { documentsOfCatalogue } from '../../../target-app/search/documents.ts'
import { SearchIndex } from '../../../target-app/search/search-index.ts'

const documents = documentsOfCatalogue()
const index = SearchIndex.build(documents)
const first = (words: string): string | undefined => index.find(words, 1)[0]?.name

test('every product is found first by its own name, with its own price', () => {
  for (const { id, name, priceCents } of documents) {
    expect(index.find(name, 1)[0], name).toMatchObject({ id, priceCents })
  }
})

test('words of descriptions, beginnings of words and typing mistakes find something', () => {
  expect(first('lambswool')).toMatch(/blanket/)
  expect(first('umbr')).toMatch(/umbrella/)
  expect(first('headphnes')).toMatch(/headphones/)
})

test('what nobody sells finds nothing, and the limit is kept', () => {
  expect(index.find('xylophone', 5)).toEqual([])
  expect(index.find('amber', 5)).toHaveLength(5)
})
