/** Everything the environment may say to the cart, read once. */
import { z } from 'zod'
import { lockEnvironment, lockSettings, type LockSettings } from '../locks/settings.ts'
import type { RedisCartsOptions } from './redis-carts.ts'
import {
  names,
  onOff,
  readEnvironment,
  serviceEnvironment,
  serviceSettings,
  type ServiceSettings,
} from '../service/settings.ts'

const Environment = z.object({
  ...serviceEnvironment,
  SENTINELS: names,
  /** All replicas of PostgreSQL. */
  POSTGRES: names.default(['postgres-1', 'postgres-2']),
  // Mechanisms.
  RETRY: onOff,
  CIRCUIT_BREAKER: onOff,
  TIMEOUT: onOff,
  BULKHEAD: onOff,
  REPLICA_ACK: onOff,
  JOURNAL: onOff,
  DEFERRED_WORK: onOff,
  /** How many earlier versions of each cart are kept. */
  VERSIONS: z.coerce.number().int().min(0).default(5),
  // Weaknesses; see ../weaknesses.ts.
  IDEMPOTENCY: onOff,
  ORDER_FIRST: onOff,
  WISH_KEPT: onOff,
  GUIDE_LAST: onOff,
  PATIENT_TIMEOUT: onOff,
  HONEST_HEALTH: onOff,
  SOCKET_TIMEOUT: onOff,
  CHECKSUM: onOff,
  WRITE_FIRST: onOff,
  DRAIN: onOff,
  ...lockEnvironment,
})

export interface Settings extends ServiceSettings {
  readonly sentinels: readonly string[]
  readonly postgres: readonly string[]
  readonly retry: boolean
  readonly circuitBreaker: boolean
  readonly timeOut: boolean
  /** Only so many calls to Redis or PostgreSQL are under way at once. */
  readonly bulkhead: boolean
  /** A write counts when at least one replica of Redis has it too. */
  readonly replicaAck: boolean
  /** `marked`: carts are rebuilt from journal and checkpoints in PostgreSQL when Redis lost them. */
  readonly keeping: RedisCartsOptions
  /** A receipt is written down with the order and sent later; else the order waits until it is on its way. */
  readonly deferredWork: boolean
  readonly idempotency: boolean
  /** What is bought leaves the cart after the order is placed. */
  readonly orderFirst: boolean
  /** The page keeps the key of a wish to buy until the wish is finished. */
  readonly wishKept: boolean
  /** The page shows the shop before it asks the guide. */
  readonly guideLast: boolean
  readonly honestHealth: boolean
  readonly socketTimeOut: boolean
  /** Redis is given longer than it takes on a bad day. */
  readonly patientTimeOut: boolean
  readonly checksum: boolean
  /** An acknowledgement waits until Redis has the change. */
  readonly writeFirst: boolean
  readonly drains: boolean
  readonly release: string
  readonly locks: LockSettings
}

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readEnvironment(Environment, environment)
  return {
    ...serviceSettings(read),
    sentinels: read.SENTINELS,
    postgres: read.POSTGRES,
    retry: read.RETRY,
    circuitBreaker: read.CIRCUIT_BREAKER,
    timeOut: read.TIMEOUT,
    bulkhead: read.BULKHEAD,
    replicaAck: read.REPLICA_ACK,
    keeping: { marked: read.JOURNAL, versions: read.VERSIONS },
    deferredWork: read.DEFERRED_WORK,
    idempotency: read.IDEMPOTENCY,
    orderFirst: read.ORDER_FIRST,
    wishKept: read.WISH_KEPT,
    guideLast: read.GUIDE_LAST,
    honestHealth: read.HONEST_HEALTH,
    socketTimeOut: read.SOCKET_TIMEOUT,
    patientTimeOut: read.PATIENT_TIMEOUT,
    checksum: read.CHECKSUM,
    writeFirst: read.WRITE_FIRST,
    drains: read.DRAIN,
    release: read.RELEASE,
    locks: lockSettings(read),
  }
}
