import fc from 'fast-check'
import { expect, test } from 'vitest'
import { knowledge } from '../../../target-app/catalogue/knowledge.ts'
import { products } from '../../../target-app/catalogue/products.ts'
import { answerTo, checksumOf } from '../../../target-app/dialogue/answer.ts'

test.each([
  ['How long does delivery take?', 'delivery-time'],
  ['What does delivery cost?', 'delivery-cost'],
  ['How long can I return something?', 'returns-time'],
  ['Do you deliver to Norway?', 'delivery-abroad'],
  ['Can I pay by card?', 'payment-ways'],
  ['Was I charged twice?', 'payment-twice'],
  ['Is there a warranty on the pan?', 'warranty-time'],
  ['How do I wash a wool blanket?', 'care-wool'],
  ['How much is the Cobalt teapot?', 'cobalt-teapot'],
])('%s → %s', (question, id) => {
  expect(answerTo(question).cites[0]).toBe(id)
})

test('every entry is found by its title', () => {
  for (const { id, title } of knowledge) expect(answerTo(title).cites, title).toContain(id)
})

test('a product is told with its own price', () => {
  for (const { id, name, priceCents } of products) {
    const { text, cites } = answerTo(`How much is the ${name}?`)
    expect(cites, name).toContain(id)
    expect(text).toContain(`The ${name} costs ${(priceCents / 100).toFixed(2)} euros.`)
  }
})

test('what nobody here knows is said to be unknown, and cites nothing', () => {
  for (const question of ['What is the meaning of life?', '???', 'the']) {
    expect(answerTo(question)).toMatchObject({ cites: [] })
    expect(answerTo(question).text).toMatch(/^I do not know/)
  }
})

test('whatever is asked, the answer repeats and is a whole sentence', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (question) => {
      const { text } = answerTo(question)
      expect(text).toMatch(/\.$/)
      expect(answerTo(question).text).toBe(text)
    }),
    { numRuns: 50 },
  )
})

test('the checksum is the begin of the SHA-256', () => {
  expect(checksumOf('')).toBe('e3b0c44298fc1c14')
})
