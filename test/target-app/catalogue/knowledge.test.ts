import { expect, test } from 'vitest'
import { Name } from '../../../target-app/contracts/answers.ts'
import { knowledge } from '../../../target-app/catalogue/knowledge.ts'

test('there are more than sixty entries, each whole and with a name of its own', () => {
  expect(knowledge.length).toBeGreaterThan(60)
  expect(new Set(knowledge.map(({ id }) => id)).size).toBe(knowledge.length)
  for (const { id, topic, title, text } of knowledge) {
    expect(Name.safeParse(id).success, id).toBe(true)
    expect(topic).not.toBe('')
    expect(title).not.toBe('')
    expect(text, id).toMatch(/^[A-Z].*\.$/)
  }
})

test('each topic has several entries', () => {
  for (const [topic, entries] of Map.groupBy(knowledge, (entry) => entry.topic)) {
    expect(entries.length, topic).toBeGreaterThanOrEqual(5)
  }
})
