/** The routes of the dialogue: a question comes in, a stream of events goes out. */
import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { eventText, Question } from '../contracts/dialogue.ts'
import { bodyOf, checked, serviceApp, type ServiceParts } from '../service/app.ts'
import type { Pool } from './pool.ts'

type Tell = Parameters<Pool['ask']>[1]

export interface Parts extends ServiceParts {
  readonly pool: Pick<Pool, 'ask'>
}

export function dialogueApp(parts: Parts): Hono {
  const app = serviceApp(parts)
  app.post('/questions', async (c) => {
    const { id = randomUUID(), question, from } = checked(Question, await bodyOf(c))
    return streamed(c, (tell) => parts.pool.ask({ id, question, from }, tell))
  })
  return app
}

/** The events as `text/event-stream`, which ends with `end` or `sorry`; `ask` may refuse before it begins. */
function streamed(c: Context, ask: (tell: Tell) => () => void): Response {
  const encoder = new TextEncoder()
  let leave = (): void => {}
  let refused: unknown
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      try {
        leave = ask((event) => {
          stream.enqueue(encoder.encode(eventText(event)))
          if (event.event === 'end' || event.event === 'sorry') stream.close()
        })
      } catch (error) {
        refused = error
      }
    },
    // The other side has hung up.
    cancel: () => leave(),
  })
  if (refused !== undefined) throw refused
  return c.body(body, 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Every word is sent on as it comes.
    'x-accel-buffering': 'no',
  })
}
