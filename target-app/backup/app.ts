/** The routes of the backup service: its health, and what it has. */
import type { Hono } from 'hono'
import { serviceApp, type ServiceParts } from '../service/app.ts'
import { readBackups } from './restore.ts'

export interface Parts extends ServiceParts {
  readonly folder: string
}

export function backupApp(parts: Parts): Hono {
  const app = serviceApp(parts)
  app.get('/backups', async (c) => {
    const { backups, damaged } = await readBackups(parts.folder)
    return c.json({ backups: backups.map(({ head }) => head), damaged })
  })
  return app
}
