/** Everything the environment may say to the search, read once. */
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
  SNAPSHOT_FOLDER: z.string().default('/var/lib/shop/search'),
  // Mechanisms. How many generations are kept; 1 is none to fall back to.
  SNAPSHOT_GENERATIONS: z.coerce.number().int().min(1).max(3).default(3),
  INDEX_REBUILD: onOff,
  // Both a mechanism and a weakness; see ../weaknesses.ts.
  SNAPSHOT_CHECKSUM: onOff,
})

export interface Settings extends ServiceSettings {
  readonly snapshotFolder: string
  /** How many are kept; 1 is none to fall back to. */
  readonly generations: number
  /** Without a good snapshot the index is made from the catalogue. */
  readonly rebuild: boolean
  readonly checksum: boolean
}

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = readEnvironment(Environment, environment)
  return {
    ...serviceSettings(read),
    snapshotFolder: read.SNAPSHOT_FOLDER,
    generations: read.SNAPSHOT_GENERATIONS,
    rebuild: read.INDEX_REBUILD,
    checksum: read.SNAPSHOT_CHECKSUM,
  }
}
