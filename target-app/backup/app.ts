/** The routes of the backup service: its health, and what it has. */
import type { Hono } from 'hono'
import { serviceApp, type ServiceParts } from '../service/app.ts'
import { readHeads } from './restore.ts'

export interface Parts extends ServiceParts {
  readonly folder: string
}

export function backupApp(parts: Parts): Hono {
  const app = serviceApp(parts)
  app.get('/backups', async (c) => c.json(await readHeads(parts.folder)))
  return app
}
