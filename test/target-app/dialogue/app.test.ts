import { expect, test } from 'vitest'
import { eventOf, type DialogueEvent } from '../../../target-app/contracts/dialogue.ts'
import { dialogueApp, type Parts } from '../../../target-app/dialogue/app.ts'
import { newMetrics } from '../../../target-app/service/metrics.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'

const appWith = (ask: Parts['pool']['ask']) =>
  dialogueApp({
    pool: { ask },
    health: () => ({ replica: 'dialogue-1', ready: true }),
    metrics: newMetrics(),
    log: { warn: () => {} },
  })

const asked = (body: unknown): [string, RequestInit] => [
  '/questions',
  { method: 'POST', body: JSON.stringify(body) },
]
const question = { id: 'q', shopper: 'me', question: 'How long?', from: 3 }

const answer: DialogueEvent[] = [
  { event: 'position', position: 1 },
  { event: 'token', offset: 3, text: 'two\ndays' },
  { event: 'end', id: 'q', length: 11, checksum: 'c', cites: [] },
]

test('the events come as a stream that is closed after the last one', async () => {
  const app = appWith((task, tell) => {
    expect(task).toEqual({ id: 'q', question: 'How long?', from: 3 })
    for (const event of answer) tell(event)
    return () => {}
  })
  const response = await app.request(...asked(question))
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  const blocks = (await response.text()).trim().split('\n\n')
  const read = blocks.map((block) => eventOf(block.split('\ndata: ')[1] ?? ''))
  expect(read).toEqual(answer)
})

test('who hangs up is taken out', async () => {
  let left = false
  const app = appWith(() => () => {
    left = true
  })
  const response = await app.request(...asked(question))
  await response.body?.cancel()
  expect(left).toBe(true)
})

test('a full line is a refusal with words and not a stream', async () => {
  const app = appWith(() => {
    throw new ShopError(503, 'queue-full', 'Too many people are asking.')
  })
  const response = await app.request(...asked(question))
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ error: { code: 'queue-full' } })
})

test('a question without words is refused', async () => {
  const app = appWith(() => () => {})
  expect((await app.request(...asked({ shopper: 'me', question: ' ' }))).status).toBe(400)
})
