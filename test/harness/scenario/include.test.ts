import { expect, test } from 'vitest'
import { readWithIncludes } from '../../../harness/scenario/include.ts'
import { placeOf, plain } from '../../../harness/scenario/source-tree.ts'

const read = (files: Readonly<Record<string, string>>) =>
  readWithIncludes(
    'a',
    async (file) => files[file] ?? Promise.reject(new Error('it is not there')),
    (_from, name) => name,
  )

test('parts lie under the file, the first lowest, and may have parts themselves', async () => {
  const { tree, problems } = await read({
    a: 'include: [b, c]\nclaim: a\ntags: [a]',
    b: 'include: d\nclaim: b\nobserve: b\ntags: [b]',
    c: 'observe: c\ntags: [c]',
    d: 'baseline: d\ntags: [d]',
  })
  expect(problems).toEqual([])
  expect(plain(tree)).toEqual({
    claim: 'a',
    observe: 'c',
    baseline: 'd',
    tags: ['d', 'b', 'c', 'a'],
  })
  expect(placeOf(tree, ['baseline']).file).toBe('d')
})

test('a part that is used twice on different ways is no circle', async () => {
  const { problems } = await read({
    a: 'include: [b, c]',
    b: 'include: d',
    c: 'include: d',
    d: 'x: 1',
  })
  expect(problems).toEqual([])
})

test('a circle, a part that is not there and a wrong list are told where they are written', async () => {
  const circle = await read({ a: 'include: b', b: 'include: a' })
  expect(circle.problems).toMatchObject([{ file: 'b', message: expect.stringMatching(/a circle/) }])
  const missing = await read({ a: 'include: b' })
  expect(missing.problems).toMatchObject([
    { file: 'a', message: expect.stringMatching(/not there/) },
  ])
  const wrong = await read({ a: 'include: [1]' })
  expect(wrong.problems).toMatchObject([
    { message: expect.stringMatching(/write a list of files/) },
  ])
})
