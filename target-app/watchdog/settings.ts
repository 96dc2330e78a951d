/** Everything the environment may say to the watchdog, read once. */
import { z } from 'zod'
import { onOff, readEnvironment, serviceEnvironment } from '../service/settings.ts'

const Environment = z.object({
  ...serviceEnvironment,
  TCP_PORT: z.coerce.number().default(7947),
  UDP_PORT: z.coerce.number().default(7946),
  SUPERVISOR_PORT: z.coerce.number().default(9000),
  /** Suspicion from this φ on. */
  PHI_THRESHOLD: z.coerce.number().positive().default(8),
  // Mechanisms.
  RESTARTS: onOff,
  REJUVENATION: onOff,
  // Weaknesses; see ../weaknesses.ts.
  ASKS_SUPERVISOR: onOff,
  FOLLOWS_TREND: onOff,
})
export type Settings = z.infer<typeof Environment>

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return readEnvironment(Environment, environment)
}
