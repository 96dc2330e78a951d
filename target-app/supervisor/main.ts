/** The first process of every container of the shop: `main.ts cart` keeps the cart service running. */
import { createServer } from 'node:http'
import { join } from 'node:path'
import { answer } from './app.ts'
import { ask } from './ask.ts'
import { openWays, sendEverywhere } from './heartbeats.ts'
import { Keeper } from './keeper.ts'
import { memoryOf, startService } from './process.ts'
import { readSettings } from './settings.ts'

const everyMs = 500
const [service = 'cart', ...more] = process.argv.slice(2)
const settings = readSettings(process.env)
const { replica, memoryLimit } = settings
const main = join(import.meta.dirname, '..', service, 'main.ts')

const log = (event: string, others: Readonly<Record<string, unknown>>): void => {
  const line = { level: 40, time: Date.now(), replica, event, service, ...others }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const keeper = new Keeper(
  {
    start: (release) => startService(main, more, release),
    now: () => performance.now(),
    after: (ms, then) => void setTimeout(then, ms),
    log,
    exit: (code) => process.exit(code),
  },
  settings.release,
  settings,
)
const ways =
  settings.watchdog === undefined ? undefined : openWays(settings.watchdog, settings.ports)
const askService = (path: string): Promise<string> =>
  ask({ host: '127.0.0.1', port: settings.servicePort, path, timeoutMs: 400 })

/** Only for a service that answers: a heartbeat speaks for the service, not for this program. */
async function look(): Promise<void> {
  const { pid } = keeper
  if (pid === undefined) return
  const began = performance.now()
  try {
    await askService('/alive')
  } catch {
    return
  }
  if (keeper.pid !== pid) return
  keeper.alive()
  const { release } = keeper.status
  const answerMs = performance.now() - began
  const memory = memoryOf(pid)
  if (ways !== undefined)
    sendEverywhere(
      ways,
      { replica, service, release, pid, memory, memoryLimit, answerMs },
      settings.socketPerKind,
    )
  if (memory > memoryLimit) keeper.restart('now', `it takes ${Math.round(memory)} MiB`)
}

createServer((request, response) => {
  const parts = {
    replica,
    service,
    keeper,
    metrics: () => askService('/metrics'),
    now: () => Date.now(),
  }
  void answer(parts, request, response)
}).listen(settings.port)
process.on('SIGTERM', () => keeper.stop())
process.on('SIGINT', () => keeper.stop())
keeper.start()
setInterval(() => void look(), everyMs)
