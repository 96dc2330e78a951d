/** Everything the environment may say to the watchdog, read once. */
import { z } from 'zod'
import { onOff, readEnvironment, serviceEnvironment } from '../service/settings.ts'

// Whoever stops it loses nothing that is under way, so it does not drain.
const Environment = z.object({
  REPLICA: serviceEnvironment.REPLICA,
  PORT: serviceEnvironment.PORT,
  LOG_LEVEL: serviceEnvironment.LOG_LEVEL,
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

export interface Settings {
  /** This replica's name, as the others know it. */
  readonly replica: string
  readonly port: number
  readonly logLevel: string
  /** Where heartbeats come in besides HTTP. */
  readonly ports: { readonly tcp: number; readonly udp: number }
  readonly supervisorPort: number
  /** Suspicion from this φ on. */
  readonly threshold: number
  /** The dead are started again without asking an operator. */
  readonly restarts: boolean
  /** Who is about to reach a limit is started again in good order before that. */
  readonly rejuvenates: boolean
  readonly asksSupervisor: boolean
  readonly followsTrend: boolean
}

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readEnvironment(Environment, environment)
  return {
    replica: read.REPLICA,
    port: read.PORT,
    logLevel: read.LOG_LEVEL,
    ports: { tcp: read.TCP_PORT, udp: read.UDP_PORT },
    supervisorPort: read.SUPERVISOR_PORT,
    threshold: read.PHI_THRESHOLD,
    restarts: read.RESTARTS,
    rejuvenates: read.REJUVENATION,
    asksSupervisor: read.ASKS_SUPERVISOR,
    followsTrend: read.FOLLOWS_TREND,
  }
}
