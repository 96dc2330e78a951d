import { describe, expect, test } from 'vitest'
import type { DialogueEvent } from '../../../target-app/contracts/dialogue.ts'
import { guideApp, type Parts } from '../../../target-app/guide/app.ts'
import { Features } from '../../../target-app/guide/features.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'

const end: DialogueEvent = { event: 'end', id: 'q', length: 0, checksum: 'c', cites: [] }

const partsOf = (said: unknown[]): Parts => ({
  features: new Features(),
  recommend: async () => ({ tier: 'personal', products: [], ageMs: 0 }),
  search: async (query) => ({ tier: 'full', query, products: [], ageMs: 0 }),
  async *ask({ id }) {
    yield { ...end, id }
  },
  forget: () => said.push('forgotten'),
  health: () => ({ replica: 'guide-1', ready: true }),
  metrics: { answered: () => undefined, breaker: () => undefined, text: async () => '' },
  log: { warn: (line: unknown) => said.push(line) },
})

function guide(changes: Partial<Parts> = {}) {
  const said: unknown[] = []
  const app = guideApp({ ...partsOf(said), ...changes })
  const send = async (method: string, path: string, body?: unknown) =>
    app.request(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  return { send, said }
}
const question = { id: 'q', shopper: 'ada', question: 'How?' }

describe('the guide', () => {
  test('recommends and searches', async () => {
    const { send } = guide()
    expect(await (await send('GET', '/guide/recommend?shopper=ada')).json()).toMatchObject({
      tier: 'personal',
    })
    expect(await (await send('GET', '/guide/search?q=amber%20mug')).json()).toMatchObject({
      query: 'amber mug',
    })
  })

  test.each([
    ['GET', '/guide/recommend', undefined],
    ['GET', '/guide/search?q=', undefined],
    ['POST', '/guide/ask', { shopper: 'ada' }],
    ['PUT', '/features/checkout', { on: false }],
    ['PUT', '/features/search', { on: 'no' }],
  ])('refuses %s %s with %o', async (method, path, body) => {
    expect((await guide().send(method, path, body)).status).toBe(400)
  })

  test('streams an answer', async () => {
    const answer = await guide().send('POST', '/guide/ask', question)
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    expect(await answer.text()).toBe(`event: end\ndata: ${JSON.stringify(end)}\n\n`)
  })

  test.each([
    ['tells its neighbours the id of the request', 'r-7', 'r-7'],
    ['tells nobody an id that no header may be', 'r '.repeat(100), undefined],
  ])('%s', async (_, sent, told) => {
    const heard: unknown[] = []
    const headers = { 'x-request-id': sent }
    const app = guideApp({
      ...partsOf([]),
      async recommend(_wish, request) {
        heard.push(request)
        return { tier: 'personal', products: [], ageMs: 0 }
      },
      async search(query, request) {
        heard.push(request)
        return { tier: 'full', query, products: [], ageMs: 0 }
      },
      async *ask({ id }, request) {
        heard.push(request)
        yield { ...end, id }
      },
    })
    await app.request('/guide/recommend?shopper=ada', { headers })
    await app.request('/guide/search?q=mug', { headers })
    await app.request('/guide/ask', { method: 'POST', headers, body: JSON.stringify(question) })
    expect(heard).toEqual([told, told, told])
  })

  test('gives a question a name when it has none', async () => {
    const { send } = guide()
    const answer = await send('POST', '/guide/ask', { shopper: 'ada', question: 'How?' })
    expect(await answer.text()).toMatch(/"id":"[0-9a-f-]{36}"/)
  })

  test('refuses a question that nobody takes in the usual form', async () => {
    const ask: Parts['ask'] = async function* () {
      yield* []
      throw new ShopError(503, 'queue-full', 'full')
    }
    const answer = await guide({ ask }).send('POST', '/guide/ask', question)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ error: { code: 'queue-full' } })
  })

  test('stops an answer when the shopper goes', async () => {
    let stopped = false
    const ask: Parts['ask'] = async function* () {
      try {
        for (let offset = 0; ; offset += 1) yield { event: 'token', offset, text: '.' }
      } finally {
        stopped = true
      }
    }
    const answer = await guide({ ask }).send('POST', '/guide/ask', question)
    await answer.body?.cancel()
    expect(stopped).toBe(true)
  })

  test('does not rest, and does not say so, where nothing can be switched off', async () => {
    const { send, said } = guide({ features: new Features(false) })
    await send('PUT', '/features/search', { on: false })
    expect(await (await send('GET', '/guide/search?q=mug')).json()).toMatchObject({ tier: 'full' })
    expect(said).toEqual([])
  })

  test('rests in each part that is switched off, and works again when it is on', async () => {
    const { send, said } = guide()
    for (const name of ['recommend', 'search', 'ask']) {
      await send('PUT', `/features/${name}`, { on: false })
    }
    expect(said).toContainEqual({ event: 'feature', name: 'search', on: false })
    const resting = { tier: 'resting', products: [], because: 'switched-off' }
    expect(await (await send('GET', '/guide/recommend?shopper=ada')).json()).toMatchObject(resting)
    expect(await (await send('GET', '/guide/search?q=mug')).json()).toMatchObject(resting)
    expect((await send('POST', '/guide/ask', question)).status).toBe(503)
    await send('PUT', '/features/search', { on: true })
    expect(await (await send('GET', '/guide/search?q=mug')).json()).toMatchObject({ tier: 'full' })
    expect(await (await send('GET', '/features')).json()).toEqual({
      recommend: false,
      search: true,
      ask: false,
    })
  })

  test('forgets its kept answers when somebody who runs the shop says so', async () => {
    const { send, said } = guide()
    await send('DELETE', '/cache')
    expect(said).toEqual(['forgotten'])
  })
})
