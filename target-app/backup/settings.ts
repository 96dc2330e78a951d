/** Everything the environment may say to the backup service, read once. */
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
  POSTGRES: names.prefault('postgres-1 postgres-2'),
  BACKUPS: z.string().default('/backups'),
  /** How long between two backups. Milliseconds. */
  EVERY_MS: z.coerce.number().default(2000),
  /** A full one after so many incremental ones; 0: every one is full. */
  INCREMENTALS: z.coerce.number().default(60),
  // Mechanisms.
  BACKUP: onOff,
  VERIFY: onOff,
  // Weaknesses; see ../weaknesses.ts.
  NEWEST: onOff,
})

export interface Settings extends ServiceSettings {
  readonly postgres: readonly string[]
  readonly folder: string
  readonly everyMs: number
  readonly incrementals: number
  /** Backups are taken. */
  readonly backup: boolean
  /** What was written is read again before more is built on it. */
  readonly verifies: boolean
  readonly newest: boolean
}

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readEnvironment(Environment, environment)
  return {
    ...serviceSettings(read),
    postgres: read.POSTGRES,
    folder: read.BACKUPS,
    everyMs: read.EVERY_MS,
    incrementals: read.INCREMENTALS,
    backup: read.BACKUP,
    verifies: read.VERIFY,
    newest: read.NEWEST,
  }
}
