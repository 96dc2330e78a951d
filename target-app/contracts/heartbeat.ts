/** What a supervisor tells the watchdog about its service, twice a second and in three ways; what it may be told. */
import { z } from 'zod'
import { Name } from './answers.ts'

export const heartbeatKinds = ['http', 'tcp', 'udp'] as const
export type HeartbeatKind = (typeof heartbeatKinds)[number]

/** Sent as JSON: the body of a POST, a line of a TCP stream, one UDP datagram. */
export const Heartbeat = z.strictObject({
  kind: z.enum(heartbeatKinds),
  replica: Name,
  service: Name,
  release: z.string(),
  /** Of the service's process; a service that was started again has another one. */
  pid: z.int().positive(),
  /** Memory of the service's process, and what it may have at most. MiB. */
  memory: z.number().nonnegative(),
  memoryLimit: z.number().positive(),
  /** How long the service took to say that it is alive. Milliseconds. */
  answerMs: z.number().nonnegative(),
})
export type Heartbeat = z.infer<typeof Heartbeat>

/** `POST /restart` of a supervisor. */
export const RestartOrder = z.object({
  /** `now` kills; `drain` lets it finish what it has begun. */
  how: z.enum(['now', 'drain']),
  /** Wall clock in milliseconds. An order that was held up on its way is not carried out any more. */
  until: z.number(),
})
export type RestartOrder = z.infer<typeof RestartOrder>

/** `POST /release` of a supervisor: the service is started again as this release. */
export const ReleaseOrder = z.object({ release: z.string().min(1) })
export type ReleaseOrder = z.infer<typeof ReleaseOrder>

/** `GET /status` of a supervisor. */
export const SupervisorStatus = z.object({
  replica: Name,
  service: Name,
  release: z.string(),
  /** Where a roll-back leads: the last release before this one that was not taken back, if there is any. */
  previous: z.string().optional(),
  state: z.enum(['starting', 'up', 'ending', 'down']),
  /** How often it was started again after it had died. */
  deaths: z.int(),
})
export type SupervisorStatus = z.infer<typeof SupervisorStatus>

/** `GET /answers` of a supervisor: what the service answered since it was started. */
export const AnswerCounts = z.object({ all: z.number(), failed: z.number() })
export type AnswerCounts = z.infer<typeof AnswerCounts>

/** `GET /replicas` of the watchdog: everybody it ever heard of. */
export const Watched = z.record(
  Name,
  z.object({ service: Name, release: z.string(), state: z.enum(['trusted', 'suspected']) }),
)
export type Watched = z.infer<typeof Watched>
