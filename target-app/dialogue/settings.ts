/** Everything the environment may say to the dialogue, read once. */
import { z } from 'zod'
import { onOff, readEnvironment, serviceEnvironment } from '../service/settings.ts'

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

export type Settings = z.output<typeof Environment>

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return readEnvironment(Environment, environment)
}
