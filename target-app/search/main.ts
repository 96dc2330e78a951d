/** Starts the search with the best index there is. */
import pino from 'pino'
import type { SearchHealth } from '../contracts/search.ts'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { searchApp } from './app.ts'
import { documentsOfCatalogue } from './documents.ts'
import { IndexKeeper } from './index-keeper.ts'
import { readSettings } from './settings.ts'
import { snapshotFiles } from './snapshot-files.ts'

const settings = readSettings(process.env)
const log = pino({ level: settings.logLevel, base: { replica: settings.replica } })
let draining = false

const keeper = new IndexKeeper({
  files: snapshotFiles(settings.snapshotFolder, settings.generations),
  checksum: settings.checksum,
  rebuild: settings.rebuild,
  documents: documentsOfCatalogue,
  onRefused: (age, because) =>
    log.warn({ event: 'snapshot-refused', age, because }, `the ${age} snapshot is refused`),
  onUnwritten: (because) =>
    log.warn({ event: 'snapshot-unwritten', because }, 'no snapshot written'),
  onServing: ({ source, generation }) =>
    log.info({ event: 'index-loaded', source, generation }, `index: ${source}`),
})
keeper.load()
// Without any index it looks again: somebody may have brought a good file back.
const again = setInterval(() => {
  if (!keeper.ready) keeper.load()
}, 1000)

const app = searchApp({ keeper, health, metrics: newMetrics(), log })

function health(): SearchHealth {
  const replica = settings.replica
  if (!keeper.ready) {
    return { replica, ready: false, because: 'no index', generation: 0, source: 'rebuilt' }
  }
  const { generation, source } = keeper.serving
  const because = draining ? { because: 'draining' } : {}
  return { replica, ready: !draining, ...because, generation, source }
}

listen({
  app,
  port: settings.port,
  log,
  drainMs: settings.drainMs,
  onDraining: () => {
    draining = true
  },
  close: () => clearInterval(again),
})
