/** Connections to Redis and its sentinels. */
import { createClient } from 'redis'

/**
 * Every client is a duplicate of this one, which is never connected. `createClient` makes a class of a thousand
 * commands for each address it has not just seen; made for every try to find a primary that is away, that
 * keeps a cart busy for seconds, and whoever buys waits.
 */
const model = createClient({
  // Queued commands would turn an outage into latency and be carried out when nobody waits any more.
  disableOfflineQueue: true,
  disableClientInfo: true,
  RESP: 2,
})

/** Does not connect yet, and never connects again by itself. `connectTimeoutMs` may be Infinity: none. */
export function newRedisClient(host: string, port: number, connectTimeoutMs: number): typeof model {
  const bounded = Number.isFinite(connectTimeoutMs)
  const client = model.duplicate({
    socket: {
      host,
      port,
      reconnectStrategy: false,
      ...(bounded ? { connectTimeout: connectTimeoutMs } : {}),
    },
  })
  client.on('error', () => {
    // Every call fails by itself, and that is noticed; without a listener Node would end.
  })
  return client
}
