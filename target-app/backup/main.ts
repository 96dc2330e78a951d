/** Starts the backup service: backups at a fixed pace, and word of how old the last one is. */
import pino from 'pino'
import type { Health } from '../contracts/answers.ts'
import { wordsOf } from '../service/error-words.ts'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { PostgresPrimary } from '../service/postgres-primary.ts'
import { backupApp } from './app.ts'
import { Keeper } from './keeper.ts'
import { restoredAt } from './restore.ts'
import { readSettings } from './settings.ts'
import { readMoment } from './source.ts'

const settings = readSettings(process.env)
const log = pino({ level: settings.logLevel, base: { replica: settings.replica } })
let draining = false

const postgres = new PostgresPrimary({
  names: settings.postgres,
  timeoutMs: 5000,
  max: 2,
  kept: 1,
  onChange: (from, to) =>
    log.warn({ event: 'postgres-primary', from, to }, `PostgreSQL primary is ${to}`),
  onError: (error) =>
    log.warn({ event: 'postgres-connection', because: error.message }, 'connection lost'),
})
const keeper = new Keeper({
  folder: settings.folder,
  read: (previous) => readMoment(postgres, previous),
  now: Date.now,
  restoredAt: () => restoredAt(settings.folder),
  incrementals: settings.incrementals,
  verifies: settings.verifies,
  newest: settings.newest,
  onRestored: () => log.warn({ event: 'restored' }, 'data were brought back from a backup'),
  onDamaged: (id, because) =>
    log.warn({ event: 'backup-damaged', id, because }, 'the next backup is a full one'),
  onBackup: ({ id, kind }, rows) => log.info({ event: 'backup', id, kind, rows }, 'backup taken'),
})

/** Whoever has no backup for this long should look what is wrong. */
const oldMs = settings.everyMs * 5

function health(): Health {
  const age = Date.now() - (keeper.last?.recoveryPoint ?? 0)
  const because = draining
    ? 'draining'
    : settings.backup && age > oldMs
      ? 'the last backup is too old'
      : undefined
  return {
    replica: settings.replica,
    ready: because === undefined,
    ...(because === undefined ? {} : { because }),
  }
}

let busy = false
async function tick(): Promise<void> {
  if (busy) return
  busy = true
  try {
    await keeper.take()
  } catch (error) {
    const because = wordsOf(error)
    log.warn({ event: 'backup-failed', because }, 'no backup this time')
  } finally {
    busy = false
  }
}

await postgres.look()
void postgres.watch()
const pace = settings.backup ? setInterval(() => void tick(), settings.everyMs) : undefined
if (settings.backup) await tick()

listen({
  app: backupApp({ folder: settings.folder, health, metrics: newMetrics(), log }),
  port: settings.port,
  log,
  drainMs: settings.drainMs,
  onDraining: () => {
    draining = true
  },
  async close() {
    clearInterval(pace)
    await postgres.stop()
  },
})
