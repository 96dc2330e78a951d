import { afterEach, expect, test, vi } from 'vitest'
import { eventText } from '../../../target-app/contracts/dialogue.ts'
import { askGuide } from '../../../target-app/guide/asking.ts'
import { answersFrom } from '../../../target-app/guide/clients.ts'
import type { Neighbour } from '../../../target-app/guide/neighbour.ts'

afterEach(() => vi.unstubAllGlobals())

/** One replica, asked without any protection. */
const dialogues: Neighbour = {
  alive: () => ['dialogue-1'],
  breakers: {},
  ask: async (_order, call) => call('dialogue-1', new AbortController().signal),
  lookAfter: async () => undefined,
}

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
  const begin = answersFrom(dialogues)
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
