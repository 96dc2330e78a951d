/** Starts the watchdog: it hears from every supervisor and has the dead started again. */
import pino from 'pino'
import type { RestartOrder } from '../contracts/heartbeat.ts'
import { wordsOf } from '../service/error-words.ts'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { watchdogApp } from './app.ts'
import { receive } from './receive.ts'
import { readSettings } from './settings.ts'
import { Watch } from './watch.ts'

const settings = readSettings(process.env)
const log = pino({ level: settings.logLevel, base: { replica: settings.replica } })
let draining = false

/** An order that takes longer than this on its way must not be carried out: all may be well by then. */
const orderMs = 1500

async function restart(replica: string, how: RestartOrder['how']): Promise<void> {
  const order: RestartOrder = { how, until: Date.now() + orderMs }
  // The weakness `watchdog-asks-the-dead`: the service itself is asked, which cannot answer any more.
  const port = settings.asksSupervisor ? settings.supervisorPort : settings.port
  try {
    const response = await fetch(`http://${replica}:${port}/restart`, {
      method: 'POST',
      body: JSON.stringify(order),
      signal: AbortSignal.timeout(orderMs),
    })
    if (!response.ok) throw new Error(await response.text())
  } catch (error) {
    const because = wordsOf(error)
    log.warn({ event: 'restart-refused', watched: replica, because }, 'no restart')
  }
}

const watch = new Watch(
  {
    log: (event, more) => log.warn({ event, ...more }),
    restart: (replica, how) => void restart(replica, how),
  },
  {
    threshold: settings.threshold,
    everyMs: 500,
    restarts: settings.restarts,
    rejuvenates: settings.rejuvenates,
    followsTrend: settings.followsTrend,
  },
)
const take = (heartbeat: Parameters<Watch['beat']>[0]): void =>
  watch.beat(heartbeat, performance.now())
const close = receive(settings.ports, take)
const looking = setInterval(() => watch.look(performance.now()), 100)

listen({
  app: watchdogApp({
    take,
    watch,
    health: () => ({ replica: settings.replica, ready: !draining }),
    metrics: newMetrics(),
    log,
  }),
  port: settings.port,
  log,
  drainMs: 0,
  onDraining: () => {
    draining = true
  },
  close() {
    clearInterval(looking)
    close()
  },
})
