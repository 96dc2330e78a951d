/** What passes between the pool and an agent's process. */
import { z } from 'zod'

/** A question for one agent. */
export const Task = z.object({
  id: z.string(),
  question: z.string(),
  /** How many characters of the answer are there already. */
  from: z.number(),
})
export type Task = z.infer<typeof Task>

/** Signs of life of an agent. */
export const News = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('token'), id: z.string(), offset: z.number(), text: z.string() }),
  z.object({
    kind: z.literal('done'),
    id: z.string(),
    length: z.number(),
    checksum: z.string(),
    cites: z.array(z.string()),
  }),
  /** Its process has ended. */
  z.object({ kind: z.literal('gone') }),
])
export type News = z.infer<typeof News>
export type Done = Extract<News, { kind: 'done' }>
