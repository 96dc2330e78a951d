/** Everything the environment may say to the recommender, read once. */
import { z } from 'zod'
import { readEnvironment, serviceEnvironment } from '../service/settings.ts'

const Environment = z.object({
  ...serviceEnvironment,
  /** Where the results of trainings come from; when empty, the model of the start stays. */
  RABBITMQ: z.string().default(''),
})

export interface Settings {
  readonly replica: string
  readonly port: number
  readonly logLevel: string
  readonly drainMs: number
  readonly rabbitmq: string
}

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readEnvironment(Environment, environment)
  return {
    replica: read.REPLICA,
    port: read.PORT,
    logLevel: read.LOG_LEVEL,
    drainMs: read.DRAIN_MS,
    rabbitmq: read.RABBITMQ,
  }
}
