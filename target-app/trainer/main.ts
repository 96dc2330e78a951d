/** Starts a trainer: any of them takes the order for a training, and all of them work on its parts. */
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { purchases } from '../catalogue/purchases.ts'
import { partsQueue, resultsQueue, TrainingPart } from '../contracts/training.ts'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { openQueues, receivingMetric } from '../service/queue.ts'
import { ShopError } from '../service/shop-error.ts'
import { trainerApp } from './app.ts'
import { readSettings } from './settings.ts'
import { partsOf, workOff } from './worker.ts'

const settings = readSettings(process.env)
const log = pino({ level: settings.logLevel, base: { replica: settings.replica } })
let draining = false

const queues = await openQueues({
  host: settings.rabbitmq,
  queues: [partsQueue, ...settings.recommenders.map(resultsQueue)].map((name) => ({ name })),
  confirmMs: 2000,
  confirms: true,
  onState: (connected, because) =>
    log.warn({ event: connected ? 'broker' : 'broker-lost', because }, 'the broker'),
  onTrouble: (because) => log.warn({ event: 'broker-trouble', because }, because),
})

const metrics = newMetrics()
metrics.wellness(...receivingMetric, () => queues.trouble === undefined)

const work = {
  histories: purchases.map(({ bought }) => bought),
  recommenders: settings.recommenders,
  rest: () => sleep(settings.paceMs),
  send: (recommender: string, result: TrainingPart) =>
    queues.publish(resultsQueue(recommender), { id: nameOf(result), body: result }),
}
const nameOf = ({ training, part }: TrainingPart): string => `${training}.${part}`

/** The part under way; the next one begins when it is over. */
let underWay: Promise<unknown> = Promise.resolve()

queues.consume(partsQueue, {
  // One at a time: whoever is slower or dies holds up nobody else's part.
  atOnce: 1,
  // The weakness `part-acknowledged-early`: a part dies with the worker that had it.
  acknowledgeFirst: !settings.acknowledgeLast,
  async handle({ body, redelivered }) {
    const part = TrainingPart.safeParse(body)
    // Trying again would not make it readable.
    if (!part.success)
      return log.warn({ event: 'no-part', because: part.error.message }, 'not a part')
    if (redelivered) log.info({ event: 'part-again', ...part.data }, 'a lost worker’s part')
    const done = underWay.then(() => workOff(work, part.data))
    underWay = done.catch(() => undefined)
    await done
  },
})

const app = trainerApp({
  async begin() {
    const training = `training-${Date.now()}`
    try {
      const all = partsOf(training, settings.parts)
      await Promise.all(
        all.map((part) => queues.publish(partsQueue, { id: nameOf(part), body: part })),
      )
    } catch (cause) {
      throw new ShopError(503, 'training-resting', 'The broker does not take it.', { cause })
    }
    log.info({ event: 'training', training, parts: settings.parts }, 'a training begins')
    return training
  },
  health: () => ({
    replica: settings.replica,
    ready: !draining && queues.trouble === undefined,
    ...(draining ? { because: 'draining' } : {}),
    ...(queues.trouble === undefined ? {} : { because: queues.trouble }),
  }),
  metrics,
  log,
})

listen({
  app,
  port: settings.port,
  log,
  drainMs: settings.drainMs,
  onDraining: () => {
    draining = true
  },
  close: () => queues.close(),
})
