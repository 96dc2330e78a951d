/** Everything the environment may say to the promo service, read once. */
import { z } from 'zod'
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
  POSTGRES: names.prefault('postgres'),
  RABBITMQ: z.string().default('rabbitmq'),
  // Mechanisms.
  OUTBOX: onOff,
  CONFIRMS: onOff,
  RETRY_BACKOFF: onOff,
  DEAD_LETTERS: onOff,
  DEDUP: onOff,
  // Weaknesses; see ../weaknesses.ts.
  ACKNOWLEDGE_LAST: onOff,
  KEEP_DEAD_LETTERS: onOff,
  PATIENT_RETRIES: onOff,
})

export interface Settings extends ServiceSettings, DeliverySettings {
  readonly postgres: readonly string[]
  readonly rabbitmq: string
  /** Claims are sent from the outbox, not in the moment of the claim. */
  readonly outbox: boolean
  /** What is sent counts as sent when the broker said so. */
  readonly confirms: boolean
  /** A message is forgotten by the broker when it is done, not when it is handed over. */
  readonly acknowledgeLast: boolean
}

export interface DeliverySettings {
  readonly retryBackoff: boolean
  /** What failed for the last time is given up; else it is tried for ever. */
  readonly deadLetters: boolean
  readonly dedup: boolean
  /** What is given up is kept. */
  readonly keepDeadLetters: boolean
  /** What was refused is not simply handed back to be handed over again. */
  readonly patientRetries: boolean
}

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readEnvironment(Environment, environment)
  return {
    ...serviceSettings(read),
    postgres: read.POSTGRES,
    rabbitmq: read.RABBITMQ,
    outbox: read.OUTBOX,
    confirms: read.CONFIRMS,
    retryBackoff: read.RETRY_BACKOFF,
    deadLetters: read.DEAD_LETTERS,
    dedup: read.DEDUP,
    acknowledgeLast: read.ACKNOWLEDGE_LAST,
    keepDeadLetters: read.KEEP_DEAD_LETTERS,
    patientRetries: read.PATIENT_RETRIES,
  }
}
