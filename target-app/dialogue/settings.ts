/** Everything the environment may say to the dialogue, read once. */
import { z } from 'zod'
import {
  onOff,
  readEnvironment,
  serviceEnvironment,
  serviceSettings,
  type ServiceSettings,
} from '../service/settings.ts'

const Environment = z.object({
  ...serviceEnvironment,
  AGENTS: z.coerce.number().int().min(1).max(16).default(3),
  // Mechanisms. So many may wait for an agent; 0 is no waiting line.
  WAITING_PLACES: z.coerce.number().int().min(0).max(200).default(12),
  /** So long does anybody wait for an agent. Milliseconds. */
  PATIENCE_MS: z.coerce.number().default(4000),
  /** An agent without a sign of life for so long is stuck. Milliseconds. */
  STUCK_MS: z.coerce.number().default(1000),
  AGENT_ISOLATION: onOff,
  // Weaknesses; see ../weaknesses.ts.
  END_MARK: onOff,
})

export interface Settings extends ServiceSettings {
  readonly agents: number
  /** So many may wait for an agent; 0 is no waiting line. */
  readonly places: number
  readonly patienceMs: number
  readonly stuckMs: number
  /** An agent that is stuck is replaced. */
  readonly isolation: boolean
  /** Every answer ends by saying so. */
  readonly endMark: boolean
}

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readEnvironment(Environment, environment)
  return {
    ...serviceSettings(read),
    agents: read.AGENTS,
    places: read.WAITING_PLACES,
    patienceMs: read.PATIENCE_MS,
    stuckMs: read.STUCK_MS,
    isolation: read.AGENT_ISOLATION,
    endMark: read.END_MARK,
  }
}
