/**
 * A question to the dialogue and the events of its answer, `POST /questions`. The answer is a stream of
 * server-sent events. A stream that ends without `end` or `sorry` is broken off: what it brought is the begin
 * of the answer, and any replica goes on from there when it is asked again with the same id and `from`.
 */
import { z } from 'zod'
import { Name, type Health } from './answers.ts'

export const Question = z.strictObject({
  /** Names this question; the shop makes one when there is none. */
  id: Name.optional(),
  shopper: Name,
  question: z.string().trim().min(1, 'ask something').max(500),
  /** How many characters of the answer are there already. */
  from: z.int().min(0).default(0),
})
export type Question = z.input<typeof Question>

/** How many wait before this one; 1 is the next. Told again whenever it changes. */
const Position = z.object({ event: z.literal('position'), position: z.int().positive() })

/** Some characters of the answer; `offset` is where they belong. */
const Token = z.object({ event: z.literal('token'), offset: z.int().min(0), text: z.string() })

/** The answer is complete. */
const End = z.object({
  event: z.literal('end'),
  id: Name,
  /** Of the whole answer, from its first character on. */
  length: z.int().min(0),
  /** The first 16 hexadecimal digits of the SHA-256 of the whole answer in UTF-8. */
  checksum: z.string(),
  /** Ids of the knowledge base entries and products that the answer rests on; none: it is not known. */
  cites: z.array(z.string()),
})

/** There will be no (more) answer, in words for people. */
const Sorry = z.object({
  event: z.literal('sorry'),
  id: Name,
  code: z.enum(['try-later', 'gave-up', 'draining']),
  message: z.string(),
})

/** On the wire: `event: <event>` and `data: <all of it as JSON>`, then an empty line. */
export const DialogueEvent = z.discriminatedUnion('event', [Position, Token, End, Sorry])
export type DialogueEvent = z.infer<typeof DialogueEvent>

/** When nobody more may wait, the question is refused at once: status 503 with this `error.code`. */
export const queueFull = 'queue-full'

export function eventText(event: DialogueEvent): string {
  return `event: ${event.event}\ndata: ${JSON.stringify(event)}\n\n`
}

/** Reads the data of one event. @throws ZodError when it is not one. */
export function eventOf(data: string): DialogueEvent {
  return DialogueEvent.parse(JSON.parse(data))
}

/** `GET /health` of one dialogue replica. */
export interface DialogueHealth extends Health {
  readonly agents: number
  readonly busy: number
  readonly waiting: number
}
