/** Everything the environment may say to a trainer, read once. */
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

export interface Settings extends ServiceSettings {
  readonly rabbitmq: string
  readonly recommenders: readonly string[]
  /** In how many parts a training is split. */
  readonly parts: number
  /** A rest after each history. */
  readonly paceMs: number
  /** A part is forgotten by the broker when it is done, not when it is handed over. */
  readonly acknowledgeLast: boolean
}

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readEnvironment(Environment, environment)
  return {
    ...serviceSettings(read),
    rabbitmq: read.RABBITMQ,
    recommenders: read.RECOMMEND,
    parts: read.PARTS,
    paceMs: read.PACE_MS,
    acknowledgeLast: read.ACKNOWLEDGE_LAST,
  }
}
