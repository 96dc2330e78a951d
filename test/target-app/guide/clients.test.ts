import { afterEach, expect, test, vi } from 'vitest'
import { eventText } from '../../../target-app/contracts/dialogue.ts'
import { askGuide } from '../../../target-app/guide/asking.ts'
import {
  answersFrom,
  personalFrom,
  reviewsFrom,
  searchFrom,
} from '../../../target-app/guide/clients.ts'
import type { Neighbour } from '../../../target-app/guide/neighbour.ts'

afterEach(() => vi.unstubAllGlobals())

/** One replica, asked without any protection. */
const neighbourOf = (replica: string): Neighbour => ({
  alive: () => [replica],
  breakers: {},
  ask: async (_order, call) => call(replica, new AbortController().signal),
  lookAfter: async () => undefined,
})
const dialogues = neighbourOf('dialogue-1')
const placing = { order: () => ['recommend-1'] }

/** What each of the guide's neighbours was told of the request it is asked for. */
async function idsTold(request: string | undefined): Promise<(readonly [string, string | null])[]> {
  const told: (readonly [string, string | null])[] = []
  vi.stubGlobal('fetch', async (url: string, { headers }: RequestInit) => {
    told.push([new URL(url).host, new Headers(headers).get('x-request-id')])
    throw new Error('no connection')
  })
  await Promise.allSettled([
    personalFrom(neighbourOf('recommend-1'), placing)(request)({ shopper: 'ada' }),
    searchFrom(neighbourOf('search-1'))(request)('mug'),
    reviewsFrom(neighbourOf('search-2'))(request)(['amber-mug']),
    answersFrom(dialogues)(request)({ id: 'q', shopper: 'ada', question: 'How?' }),
  ])
  return told
}

test.each([
  ['the id of the request goes on to every neighbour', 'r-7', 'r-7'],
  ['where a request has no id, none is made up', undefined, null],
])('%s', async (_, request, told) => {
  const replicas = ['recommend-1', 'search-1', 'search-2', 'dialogue-1']
  expect(await idsTold(request)).toEqual(replicas.map((replica) => [`${replica}:8080`, told]))
})

test('a dialogue that falls silent is hung up on', async () => {
  const hungUp = Promise.withResolvers<void>()
  vi.stubGlobal('fetch', async (_url: string, { signal }: RequestInit) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const word = eventText({ event: 'token', offset: 0, text: 'hello ' })
        controller.enqueue(new TextEncoder().encode(word))
        signal?.addEventListener('abort', () => {
          controller.error(signal.reason)
          hungUp.resolve()
        })
      },
    })
    return new Response(body)
  })
  const begin = answersFrom(dialogues)(undefined)
  const parts = {
    begin,
    mostResumptions: 0,
    rest: async () => undefined,
    silenceMs: 20,
    onResumed: () => undefined,
  }
  const words: string[] = []
  for await (const { event } of askGuide(parts, { id: 'q', shopper: 'ada', question: 'How?' }))
    words.push(event)
  await hungUp.promise
  expect(words).toEqual(['token', 'sorry'])
})
