import { EventEmitter, once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import type { News } from '../../../target-app/dialogue/agent-messages.ts'
import { heard, startAgent, type Agent } from '../../../target-app/dialogue/agent-process.ts'
import { answerTo, checksumOf } from '../../../target-app/dialogue/answer.ts'

const started: Agent[] = []
afterEach(() => {
  for (const agent of started.splice(0)) agent.kill()
})

/** A real agent and what it says. */
async function newAgent() {
  const heard: News[] = []
  const ears = new EventEmitter()
  const agent = startAgent(1, (news) => {
    heard.push(news)
    ears.emit(news.kind)
  })
  started.push(agent)
  await once(ears, 'ready')
  return { agent, heard, hear: (kind: News['kind']) => once(ears, kind) }
}

const question = 'What does delivery cost?'
const { text, cites } = answerTo(question)

test('an agent says its answer in pieces that join, and what they join to', async () => {
  const { agent, heard, hear } = await newAgent()
  const done = hear('done')
  agent.give({ id: 'q', question, from: 0 })
  await done
  const said = heard.flatMap((news) => (news.kind === 'token' ? [news] : []))
  expect(said.map((token) => token.text).join('')).toBe(text)
  for (const token of said) expect(text.startsWith(token.text, token.offset)).toBe(true)
  expect(heard.at(-1)).toEqual({
    kind: 'done',
    id: 'q',
    length: text.length,
    checksum: checksumOf(text),
    cites,
  })
})

test('it goes on in the middle of a word, and tells the checksum of the whole', async () => {
  const { agent, heard, hear } = await newAgent()
  const done = hear('done')
  agent.give({ id: 'q', question, from: 21 })
  await done
  const said = heard.flatMap((news) => (news.kind === 'token' ? [news.text] : []))
  expect(said.join('')).toBe(text.slice(21))
  expect(heard.at(-1)).toMatchObject({ length: text.length, checksum: checksumOf(text) })
})

test('an agent that is killed is known to be gone', async () => {
  const { agent, heard, hear } = await newAgent()
  const gone = hear('gone')
  agent.kill()
  await gone
  expect(heard.map(({ kind }) => kind)).toEqual(['ready', 'gone'])
})

test('an agent that says what nobody understands is ended, and nothing of it is passed on', () => {
  const told: News[] = []
  let ended = 0
  for (const message of [{ kind: 'ready' }, { kind: 'token', id: 7 }, 'nonsense', null])
    heard(
      message,
      (news) => void told.push(news),
      () => void (ended += 1),
    )
  expect([told, ended]).toEqual([[{ kind: 'ready' }], 3])
})
