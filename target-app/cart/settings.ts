/** Everything the environment may say, read once. */
import { hostname } from 'node:os'
import { z } from 'zod'

const onOff = z
  .enum(['on', 'off'])
  .default('on')
  .transform((word) => word === 'on')
const names = z.string().transform((text) => text.split(/[\s,]+/).filter((name) => name !== ''))

const Environment = z.object({
  REPLICA: z.string().default(hostname()),
  SENTINELS: names,
  POSTGRES_HOST: z.string().default('postgres'),
  PORT: z.coerce.number().default(8080),
  LOG_LEVEL: z.string().default('info'),
  DRAIN_MS: z.coerce.number().default(1500),
  // Mechanisms.
  RETRY: onOff,
  CIRCUIT_BREAKER: onOff,
  TIMEOUT: onOff,
  REPLICA_ACK: onOff,
  // Weaknesses; see ../weaknesses.ts.
  IDEMPOTENCY: onOff,
  HONEST_HEALTH: onOff,
  SOCKET_TIMEOUT: onOff,
})

export interface Settings {
  /** This replica's name, as the others know it. */
  readonly replica: string
  readonly sentinels: readonly string[]
  readonly postgresHost: string
  readonly port: number
  readonly logLevel: string
  /** How long a replica that was told to stop still serves while it says "not ready". */
  readonly drainMs: number
  readonly retry: boolean
  readonly circuitBreaker: boolean
  readonly timeOut: boolean
  /** A write counts when at least one replica of Redis has it too. */
  readonly replicaAck: boolean
  readonly idempotency: boolean
  readonly honestHealth: boolean
  readonly socketTimeOut: boolean
}

/** Throws with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = Environment.safeParse(environment)
  if (!read.success)
    throw new Error(`the environment is not right:\n${z.prettifyError(read.error)}`)
  return {
    replica: read.data.REPLICA,
    sentinels: read.data.SENTINELS,
    postgresHost: read.data.POSTGRES_HOST,
    port: read.data.PORT,
    logLevel: read.data.LOG_LEVEL,
    drainMs: read.data.DRAIN_MS,
    retry: read.data.RETRY,
    circuitBreaker: read.data.CIRCUIT_BREAKER,
    timeOut: read.data.TIMEOUT,
    replicaAck: read.data.REPLICA_ACK,
    idempotency: read.data.IDEMPOTENCY,
    honestHealth: read.data.HONEST_HEALTH,
    socketTimeOut: read.data.SOCKET_TIMEOUT,
  }
}
