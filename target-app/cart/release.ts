/** What is different in other releases of the cart. Release 1 is the sound one. */
import type { MiddlewareHandler } from 'hono'

/** How much each request leaves behind in the release that leaks. Bytes. */
const leakedPerRequest = 512 * 1024

/** Laid around everything that concerns one cart; undefined when there is nothing wrong with the release. */
export function mistakeOf(release: string): MiddlewareHandler | undefined {
  if (release === '2') return missingShards
  if (release === 'leaky') return leak([])
  return undefined
}

/**
 * Release 2 was to spread carts over ten shards by the last digit of their names, but three of them were
 * never made: nobody whose cart ends in 0, 1 or 2 can look at it.
 */
const missingShards: MiddlewareHandler = async (c, next) => {
  const [, digit] = /(\d)\D*$/.exec(c.req.param('id') ?? '') ?? []
  if (c.req.method === 'GET' && digit !== undefined && Number(digit) < 3)
    throw new Error(`there is no shard ${digit}`)
  await next()
}

/** This release remembers something of every request, and never forgets it. */
const leak =
  (kept: Buffer[]): MiddlewareHandler =>
  async (_, next) => {
    kept.push(Buffer.alloc(leakedPerRequest, 1))
    await next()
  }
