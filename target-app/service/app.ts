/** What the routes of all services have in common: refusals, a log line for what broke, health, metrics. */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Health, Refusal } from '../contracts/answers.ts'
import type { Metrics } from './metrics.ts'
import { ShopError } from './shop-error.ts'

export interface ServiceParts {
  readonly health: () => Health
  readonly metrics: Metrics
  readonly log: Pick<Logger, 'warn'>
}

/** Bytes; a hundred things for a cart, the most that anybody has to say, are less than 25 KiB. */
const longestBody = 1024 * 1024
const tooLarge = new ShopError(413, 'too-large', 'That is more than anybody has to say here.')

/** Nobody can send more than the length they told; asking `limit` as well would cost each of them a tenth of a millisecond. */
const tellsShort = (c: Context): boolean => Number(c.req.header('content-length')) <= longestBody

/** Asked by machines all the time: counted, they would hide how shoppers fare. */
const probes = new Set(['/health', '/alive', '/metrics', '/heartbeats'])

/**
 * `/health` (may it be given shoppers?), `/alive` (does it answer at all?) and `/metrics`; every
 * other answer is counted and everything from status 500 on is a line in the log with the request's id.
 */
export function serviceApp(parts: ServiceParts): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    const began = performance.now()
    await next()
    const ms = performance.now() - began
    if (!probes.has(c.req.path)) parts.metrics.answered(c.req.method, c.res.status, ms)
    if (c.res.status >= 500 && c.req.path !== '/health') logRefusal(parts.log, c, ms)
  })
  // Bodies are read as a whole: without a limit one of them could fill the memory of everybody's replica.
  const limit = bodyLimit({ maxSize: longestBody, onError: (c) => refuse(c, tooLarge) })
  app.on(['POST', 'PUT'], '*', (c, next) => (tellsShort(c) ? next() : limit(c, next)))
  app.onError((error, c) => refuse(c, error))
  app.notFound((c) => refuse(c, new ShopError(404, 'not-found', 'There is nothing here.')))
  app.get('/health', (c) => {
    const health = parts.health()
    return c.json(health, health.ready ? 200 : 503)
  })
  app.get('/alive', (c) => c.text('alive'))
  app.get('/metrics', async (c) => c.text(await parts.metrics.text()))
  return app
}

function logRefusal(log: Pick<Logger, 'warn'>, c: Context, ms: number): void {
  const cause = c.error?.cause ?? c.error
  const because = cause instanceof Error ? cause.message : undefined
  const request = c.req.header('x-request-id')
  const { method, path } = c.req
  const { status } = c.res
  log.warn({ event: 'refused', request, method, path, status, ms, because }, 'request refused')
}

/** Of what is longer, or no plain word, a replica further on might refuse the headers, and seem broken. */
const passedOn = /^[\x21-\x7e]{1,128}$/

/** The request's id, for the services that are asked on its behalf; undefined when it has none to pass on. */
export function requestIdOf(c: Context): string | undefined {
  const id = c.req.header('x-request-id')
  return id !== undefined && passedOn.test(id) ? id : undefined
}

/** The JSON body. @throws ShopError 400 when there is none. */
export async function bodyOf(c: Context): Promise<unknown> {
  try {
    return await c.req.json()
  } catch {
    throw new ShopError(400, 'not-json', 'The request has no readable JSON body.')
  }
}

/** A value as its schema wants it. @throws ShopError 400 with all problems at once. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, what = 'request'): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) => [...path, message].join(': '))
  throw new ShopError(400, 'bad-request', `${what}: ${problems.join('; ')}`)
}

function refuse(c: Context, error: Error): Response {
  const known =
    error instanceof ShopError ? error : new ShopError(500, 'fault', 'Something broke here.')
  const refusal: Refusal = { error: { code: known.code, message: known.message } }
  if (known.status === 503) c.header('Retry-After', '1')
  return c.json(refusal, known.status)
}
