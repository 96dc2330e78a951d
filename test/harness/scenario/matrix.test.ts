import { describe, expect, test } from 'vitest'
import { expandMatrix } from '../../../harness/scenario/matrix.ts'
import { parseTree, plain } from '../../../harness/scenario/source-tree.ts'

const expand = (text: string) => expandMatrix(parseTree('a.yaml', text).tree)
const messages = (text: string) => expand(text).problems.map(({ message }) => message)

test('without parameters there is one variant, as written', () => {
  const { variants } = expand('claim: c')
  expect(variants.map(({ tree, suffix }) => [plain(tree), suffix])).toEqual([[{ claim: 'c' }, '']])
})

test('a parameter with one value names no variant', () => {
  const { variants } = expand('with: { a: 1s }\nclaim: it takes ${a}')
  expect(variants.map(({ tree, suffix }) => [plain(tree), suffix])).toEqual([
    [{ claim: 'it takes 1s' }, ''],
  ])
})

test('what names a variant is safe in file names and shells', () => {
  const { variants } = expand('with: { link: [web→db, "a/b c"] }\nclaim: ${link}')
  expect(variants.map(({ suffix }) => suffix)).toEqual(['@link=web-db', '@link=a-b-c'])
})

test('a value that stands alone keeps its type', () => {
  const { variants } = expand('with: { n: [1, true] }\nvalue: ${n}\ntext: n is ${n}')
  expect(variants.map(({ tree }) => plain(tree))).toEqual([
    { value: 1, text: 'n is 1' },
    { value: true, text: 'n is true' },
  ])
})

describe('what is wrong', () => {
  test.each([
    ['with: [a]\nclaim: c', /write a map of parameter/],
    ['with: { Delay: 1s }\nclaim: c', /no name for a parameter/],
    ['with: { a: [] }\nclaim: ${a}', /one value or a list/],
    ['with: { a: [[1]] }\nclaim: ${a}', /one value or a list/],
    ['with: { a: 1 }\nclaim: c', /with\.a is never used/],
    ['claim: ${a}', /no parameter "a"/],
  ])('%j', (text, message) => expect(messages(text).join()).toMatch(message))

  test('too many combinations are refused before anybody waits for them', () => {
    const list = `[${Array.from({ length: 8 }, (_, n) => n).join(', ')}]`
    const { variants, problems } = expand(`with: { a: ${list}, b: ${list} }\nclaim: \${a} \${b}`)
    expect(variants).toEqual([])
    expect(problems[0]?.message).toMatch(/64 combinations are too many/)
  })
})
