/** The routes of a trainer; it needs no shoppers, only somebody who asks for a training. */
import type { Hono } from 'hono'
import { serviceApp, type ServiceParts } from '../service/app.ts'

export interface Parts extends ServiceParts {
  /** Leaves all parts of a new training in the queue; answers its name. */
  readonly begin: () => Promise<string>
}

export function trainerApp(parts: Parts): Hono {
  const app = serviceApp(parts)
  app.post('/trainings', async (c) => c.json({ training: await parts.begin() }, 202))
  return app
}
