/** Serves an app until it is told to stop, and ends it without cutting anybody off. */
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Logger } from 'pino'

export interface Service {
  readonly app: Hono
  readonly port: number
  readonly log: Pick<Logger, 'info'>
  /** How long it still serves while it says "not ready". Milliseconds. */
  readonly drainMs: number
  /** False plants the weakness `drain-cuts-requests`. */
  readonly drains?: boolean
  /** Called when it was told to stop, before anything else: from now on `/health` says "not ready". */
  onDraining(): void
  /** Ends everything that would keep the process alive, after the last answer. */
  close(): Promise<void> | void
}

/** Whoever has not been answered after this is cut off. */
const hurryMs = 5000

/** Says `"event":"ready"` in the log once it listens. */
export function listen({
  app,
  port,
  log,
  drainMs,
  drains = true,
  onDraining,
  close,
}: Service): void {
  const server = serve({ fetch: app.fetch, port }, () => {
    log.info({ event: 'ready', port }, 'listening')
  })
  if ('keepAliveTimeout' in server) {
    // Longer than the edge keeps idle connections, so that this side never closes one being used.
    server.keepAliveTimeout = 75_000
  }
  let draining = false
  /** First "not ready", so that no new shoppers come; then the last answers; then the end. */
  const drain = async (signal: NodeJS.Signals): Promise<void> => {
    if (draining) return
    if (!drains) process.exit(0)
    draining = true
    onDraining()
    log.info({ event: 'draining', signal }, 'finishing what was begun')
    await new Promise((resolve) => setTimeout(resolve, drainMs))
    const hurry = setTimeout(() => process.exit(1), hurryMs)
    server.close(() => {
      clearTimeout(hurry)
      void Promise.resolve(close()).finally(() => process.exit(0))
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  }
  process.on('SIGTERM', (signal) => void drain(signal))
  process.on('SIGINT', (signal) => void drain(signal))
}
