/** The routes of the watchdog: heartbeats come in, and everybody may ask what it believes. */
import type { Hono } from 'hono'
import { Heartbeat } from '../contracts/heartbeat.ts'
import { bodyOf, checked, serviceApp, type ServiceParts } from '../service/app.ts'
import type { Take } from './receive.ts'
import type { Watch } from './watch.ts'

export interface Parts extends ServiceParts {
  readonly take: Take
  readonly watch: Pick<Watch, 'replicas'>
}

export function watchdogApp(parts: Parts): Hono {
  const app = serviceApp(parts)
  app.post('/heartbeats', async (c) => {
    parts.take(checked(Heartbeat, await bodyOf(c)))
    return c.body(null, 204)
  })
  app.get('/replicas', (c) => c.json(parts.watch.replicas))
  return app
}
