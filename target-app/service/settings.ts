/** What every service may be told by its environment, and how it is read. */
import { hostname } from 'node:os'
import { z } from 'zod'

/** A mechanism is on unless it is switched off; a weakness is planted by `off` too. */
export const onOff = z
  .enum(['on', 'off'])
  .default('on')
  .transform((word) => word === 'on')

/** Names between blanks or commas. */
export const names = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((name) => name !== ''))

/** The part of the environment that all services share. */
export const serviceEnvironment = {
  /** This replica's name, as the others know it. */
  REPLICA: z.string().default(hostname()),
  PORT: z.coerce.number().default(8080),
  LOG_LEVEL: z.string().default('info'),
  /** How long a replica that was told to stop still serves while it says "not ready". Milliseconds. */
  DRAIN_MS: z.coerce.number().default(1500),
  /** Which release of the service this is. */
  RELEASE: z.string().default('1'),
}

/** What every service is told. */
export interface ServiceSettings {
  /** This replica's name, as the others know it. */
  readonly replica: string
  readonly port: number
  readonly logLevel: string
  /** How long a replica that was told to stop still serves while it says "not ready". Milliseconds. */
  readonly drainMs: number
}

export function serviceSettings(
  read: z.output<z.ZodObject<typeof serviceEnvironment>>,
): ServiceSettings {
  return {
    replica: read.REPLICA,
    port: read.PORT,
    logLevel: read.LOG_LEVEL,
    drainMs: read.DRAIN_MS,
  }
}

/** Reads the environment. Throws with every problem at once when it makes no sense. */
export function readEnvironment<T>(schema: z.ZodType<T>, environment: NodeJS.ProcessEnv): T {
  const read = schema.safeParse(environment)
  if (read.success) return read.data
  throw new Error(`the environment is not right:\n${z.prettifyError(read.error)}`)
}
