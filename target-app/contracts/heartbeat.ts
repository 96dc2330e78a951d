/** What a supervisor tells the watchdog about its service, twice a second and in three ways. */
import { z } from 'zod'
import { Name } from './answers.ts'

export const heartbeatKinds = ['http', 'tcp', 'udp'] as const
export type HeartbeatKind = (typeof heartbeatKinds)[number]

/** Sent as JSON: the body of a POST, a line of a TCP stream, one UDP datagram. */
export const Heartbeat = z.strictObject({
  kind: z.enum(heartbeatKinds),
  replica: Name,
  service: Name,
  /** Memory of the service's process, and what it may have at most. MiB. */
  memory: z.number().nonnegative(),
  memoryLimit: z.number().positive(),
  /** How long the service took to say that it is alive. Milliseconds. */
  answerMs: z.number().nonnegative(),
})
export type Heartbeat = z.infer<typeof Heartbeat>

/** `POST /restart` of a supervisor. */
export interface RestartOrder {
  /** `now` kills; `drain` lets it finish what it has begun. */
  readonly how: 'now' | 'drain'
  /** Wall clock in milliseconds. An order that was held up on its way is not carried out any more. */
  readonly until: number
}

/** `GET /status` of a supervisor. */
export interface SupervisorStatus {
  readonly replica: string
  readonly service: string
  readonly release: string
  readonly state: 'starting' | 'up' | 'ending' | 'down'
  /** How often it was started again after it had died. */
  readonly deaths: number
}
