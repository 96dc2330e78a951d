/**
 * A question through the guide. The answer comes word by word; when it breaks off, another replica of the
 * dialogue goes on where it ended, and whatever happens the shopper gets a clear end.
 */
import { eventOf, type DialogueEvent, type Question } from '../contracts/dialogue.ts'
import { ShopError } from '../service/shop-error.ts'
import { within } from '../service/within.ts'

/** The events of one replica's answer; it may end early, and throws when it breaks. */
export type Answering = AsyncIterable<DialogueEvent>

/** An answer that has begun. */
export interface Begun {
  readonly answering: Answering
  /** Ends the connection, whatever the answer is doing, so that the replica works for nobody no longer. */
  hangUp(): void
}

export interface AskParts {
  /** Begins to listen to one replica or another. @throws ShopError when nobody takes the question. */
  readonly begin: (question: Question & { readonly id: string }) => Promise<Begun>
  /** How often an answer that broke off is taken up again. */
  readonly mostResumptions: number
  /** Waits a little, so that replicas that died together may come back. */
  readonly rest: () => Promise<unknown>
  /** A replica that says nothing for so long has broken off. Milliseconds. */
  readonly silenceMs: number
  /** An answer that broke off is taken up again and goes on from this character. */
  readonly onResumed: (from: number) => void
}

/** Never throws once an event was given: the last is always `end` or `sorry`. */
export async function* askGuide(
  parts: AskParts,
  question: Question & { readonly id: string },
): AsyncGenerator<DialogueEvent> {
  let have = question.from ?? 0
  let begunBefore = false
  for (let tries = 0; tries <= parts.mostResumptions; tries += 1) {
    // The first other replica is there at once.
    if (tries > 1) await parts.rest()
    try {
      const begun = await parts.begin({ ...question, from: have })
      let resumes = begunBefore
      begunBefore = true
      for await (const event of neverSilent(begun, parts.silenceMs)) {
        // A replica that is about to stop sends its shoppers to the others.
        if (event.event === 'sorry' && event.code === 'draining') break
        if (event.event === 'token' && event.offset > have) break
        // A place in the waiting line, or a word of regret, carries nothing on.
        if (resumes && (event.event === 'token' || event.event === 'end')) {
          parts.onResumed(have)
          resumes = false
        }
        if (event.event === 'token') {
          have = Math.max(have, event.offset + event.text.length)
        }
        yield event
        if (event.event === 'end' || event.event === 'sorry') return
      }
    } catch (error) {
      // Nothing was said yet, so that it can be refused in the usual form.
      if (tries === 0 && error instanceof ShopError) throw error
    }
  }
  const message = 'The answer broke off here. Please ask again in a moment.'
  yield { event: 'sorry', id: question.id, code: 'gave-up', message }
}

/** The same events; throws when the next one takes longer than `silenceMs`. */
async function* neverSilent({ answering, hangUp }: Begun, silenceMs: number): Answering {
  const events = answering[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await within(events.next(), silenceMs, 'the answer fell silent')
      if (next.done === true) return
      yield next.value
    }
  } finally {
    // A generator that is stuck waits for its next event before it ends, and only this brings it.
    hangUp()
    // Not waited for, and what it says of a connection that is gone is no news.
    void events.return?.().catch(() => undefined)
  }
}

/** Reads server-sent events off a body. @throws when the body breaks off in the middle or is no such stream */
export async function* eventsIn(body: ReadableStream<Uint8Array>): Answering {
  let text = ''
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    const blocks = `${text}${piece}`.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data: '))
      if (data !== undefined) yield eventOf(data.slice('data: '.length))
    }
  }
}
