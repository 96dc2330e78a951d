import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentsOfCatalogue } from '../../../target-app/search/documents.ts'
import { SearchIndex } from '../../../target-app/search/search-index.ts'
import {
  decodeAnything,
  decodeSnapshot,
  encodeSnapshot,
} from '../../../target-app/search/snapshot.ts'

const documents = documentsOfCatalogue().slice(0, 30)
const bytes = Buffer.from(encodeSnapshot({ generation: 7, index: SearchIndex.build(documents) }))

test('what was written is read again, and finds the same', () => {
  const { generation, index } = decodeSnapshot(bytes)
  expect(generation).toBe(7)
  expect(index.documents).toEqual(documents)
  expect(index.find('amber mug', 5)).toEqual(SearchIndex.build(documents).find('amber mug', 5))
})

test('one changed byte anywhere is noticed', () => {
  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ by
      expect(() => decodeSnapshot(damaged)).toThrow()
    }),
  )
})

test('a file that is cut off, empty or of another kind is refused with words', () => {
  expect(() => decodeSnapshot(bytes.subarray(0, bytes.length - 1))).toThrow(/checksum/)
  expect(() => decodeSnapshot(Buffer.from(''))).toThrow(/not a header/)
  expect(() => decodeSnapshot(Buffer.from('{"format":2}\n'))).toThrow(/not a header/)
})

test('the forgiving reader serves a changed price as if it were right', () => {
  const forged = Buffer.from(bytes.toString().replace('"priceCents":937', '"priceCents":137'))
  expect(() => decodeSnapshot(forged)).toThrow(/checksum/)
  expect(decodeAnything(forged).index.find('amber mug', 1)[0]?.priceCents).toBe(137)
})
