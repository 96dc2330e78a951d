/** Everything the environment may say to a trainer, read once. */
import { z } from 'zod'
import { names, onOff, readEnvironment, serviceEnvironment } from '../service/settings.ts'

const Environment = z.object({
  ...serviceEnvironment,
  RABBITMQ: z.string().min(1),
  /** The recommenders that are sent what was learned. */
  RECOMMEND: names,
  /** In how many parts a training is split. */
  PARTS: z.coerce.number().int().min(1).max(1000).default(24),
  /** A rest after each history, so that learning never takes the machine from shoppers. Milliseconds. */
  PACE_MS: z.coerce.number().min(0).default(10),
  // A mechanism; off, it is the weakness `part-acknowledged-early`.
  ACKNOWLEDGE_LAST: onOff,
})

export type Settings = z.output<typeof Environment>

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return readEnvironment(Environment, environment)
}
