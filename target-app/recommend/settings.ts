/** Everything the environment may say to the recommender, read once. */
import { z } from 'zod'
import {
  readEnvironment,
  serviceEnvironment,
  serviceSettings,
  type ServiceSettings,
} from '../service/settings.ts'

const Environment = z.object({
  ...serviceEnvironment,
  /** Where the results of trainings come from; when empty, the model of the start stays. */
  RABBITMQ: z.string().default(''),
})

export interface Settings extends ServiceSettings {
  readonly rabbitmq: string
}

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readEnvironment(Environment, environment)
  return {
    ...serviceSettings(read),
    rabbitmq: read.RABBITMQ,
  }
}
