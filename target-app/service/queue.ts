/**
 * Messages to other services through RabbitMQ. A message that was confirmed is on the broker's disk
 * and is handed to a consumer at least once: again, when the consumer died or gave it back.
 */
import { connect, type Options } from 'amqplib'
import type { Connection, Dial, SendingChannel } from './queue-connection.ts'
import { startConsumer, type Consumer, type Consumption } from './queue-consumer.ts'
import { within } from './within.ts'

export interface Message {
  /** Names the message. Sent or handed over again it is the same name. */
  readonly id: string
  /** Plain data; it travels as JSON. */
  readonly body: unknown
  /** How often it was tried before; 0 at first. */
  readonly attempt?: number
  /** How often it has rested, when that is not as often as it was tried. */
  readonly rests?: number
}

export interface Queue {
  readonly name: string
  /** How long a message rests for the first time, the second, …, at most. Milliseconds. */
  readonly restsMs?: readonly number[]
}

export interface QueuesOptions {
  readonly host: string
  /** Default: 5672. */
  readonly port?: number
  readonly queues: readonly Queue[]
  /** How long a confirmation is waited for. Milliseconds. */
  readonly confirmMs: number
  /** False: a message counts as sent when it was given to the connection (a weakness). */
  readonly confirms: boolean
  /** Called when the broker is reached for the first time or again, and when it is lost. */
  onState(connected: boolean, because?: string): void
  /** Called for everything else that broke. */
  onTrouble(because: string): void
  /** From 0 to 1; tells when several who failed together try again. */
  readonly random?: () => number
}

export interface Queues {
  readonly connected: boolean
  /** What keeps this service from its queues, for people: no broker, or one that hands nothing over. */
  readonly trouble: string | undefined
  /** Resolves when the broker has it. Throws when that was not confirmed in time: it may be there or not. */
  publish(queue: string, message: Message): Promise<void>
  /**
   * The same, but nobody gets it before it has rested: for half to all of the queue's `restsMs` for
   * how often it rests (equal jitter: M. Brooker, "Exponential Backoff And Jitter", AWS 2015).
   */
  publishRested(queue: string, message: Message): Promise<void>
  /** Hands over messages, now and whenever the broker comes back. */
  consume(queue: string, how: Consumption): void
  /** Takes no new messages, finishes those under way, and leaves. */
  close(): Promise<void>
}

/** What operators are told of `trouble`: name and help. */
export const receivingMetric = [
  'shop_queue_receiving',
  'Whether the broker is there and hands messages over',
] as const

/** A silent broker counts as gone after two of these. Seconds. */
const heartbeatS = 2
const connectMs = 1500
const reconnecting = { initialDelay: 100, maxDelay: 2000, factor: 2, jitter: 0.5 }

export async function openQueues(options: QueuesOptions, dial: Dial = connect): Promise<Queues> {
  const { random = Math.random } = options
  const consumptions: { readonly queue: string; readonly how: Consumption }[] = []
  let consumers: Consumer[] = []
  /** Counted apart from the list, to notice when one of it was not started again. */
  let wanted = 0
  let publishing: SendingChannel | undefined
  let current: Connection | undefined

  const follow = async (connection: Connection, queue: string, how: Consumption): Promise<void> => {
    consumers.push(await startConsumer(connection, queue, how, options.onTrouble))
  }
  /** A new connection begins anew with all channels and consumers. */
  const giveUp = (connection: Connection, { message }: Error): void => {
    options.onTrouble(message)
    void connection.close().catch(() => undefined)
  }
  /** Everything that a new connection needs; the library calls it for each. */
  const setUp = async (connection: Connection): Promise<void> => {
    const channel = await connection.createConfirmChannel()
    // The broker closes a channel that did something wrong.
    channel.on('error', (error) => giveUp(connection, error))
    for (const queue of options.queues) await declare(channel, queue)
    consumers = []
    for (const { queue, how } of consumptions) await follow(connection, queue, how)
    publishing = channel
    current = connection
  }

  const model = await dial(
    { protocol: 'amqp', hostname: options.host, port: options.port ?? 5672, heartbeat: heartbeatS },
    {
      noDelay: true,
      timeout: connectMs,
      recovery: { ...reconnecting, setup: setUp, waitForConnect: false },
    },
  )
  let told: boolean | undefined
  const tell = (connected: boolean, because?: string): void => {
    if (told !== connected) options.onState(connected, because)
    told = connected
  }
  model.on('connect', () => tell(true))
  model.on('disconnect', (error: Error) => {
    current = undefined
    publishing = undefined
    tell(false, error.message)
  })
  model.on('connect-failed', (error: Error) => tell(false, error.message))
  model.on('error', (error: Error) => options.onTrouble(error.message))

  const send = async (queue: string, message: Message, more: Options.Publish): Promise<void> => {
    const channel = publishing
    if (channel === undefined) throw new Error('the broker is not there')
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    channel.sendToQueue(
      queue,
      Buffer.from(JSON.stringify(message.body)),
      {
        persistent: true,
        contentType: 'application/json',
        messageId: message.id,
        headers: { attempt: message.attempt ?? 0, rests: restsOf(message) },
        ...more,
      },
      (error) => (error ? reject(new Error('not confirmed', { cause: error })) : resolve()),
    )
    // The weakness `sent-before-confirm`: what is still on its way is taken for sent.
    if (!options.confirms) resolve()
    await within(promise, options.confirmMs, 'not confirmed in time')
  }

  return {
    get connected() {
      return publishing !== undefined
    },
    get trouble() {
      if (publishing === undefined) return 'the broker is not there'
      const receiving = consumers.filter((consumer) => consumer.receiving).length
      return receiving === wanted
        ? undefined
        : 'the broker is there, and nothing is received from it'
    },
    publish: (queue, message) => send(queue, message, {}),
    publishRested(queue, message) {
      const rests = options.queues.find(({ name }) => name === queue)?.restsMs ?? []
      const level = Math.min(restsOf(message), rests.length) - 1
      const restMs = (rests[level] ?? 0) * (0.5 + random() / 2)
      return send(restingPlace(queue, level), message, { expiration: Math.ceil(restMs) })
    },
    consume(queue, how) {
      wanted += 1
      consumptions.push({ queue, how })
      const connection = current
      if (connection === undefined) return
      follow(connection, queue, how).catch((error: Error) => giveUp(connection, error))
    },
    async close() {
      await Promise.allSettled(consumers.map((consumer) => consumer.stop()))
      await within(model.close(), 1000, 'the broker did not say goodbye').catch(() => undefined)
    },
  }
}

const restsOf = ({ attempt = 0, rests = attempt }: Message): number => rests

/** One resting place per length: in one queue a short rest would wait behind a long one. */
const restingPlace = (queue: string, level: number): string => `${queue}.rest-${level + 1}`

/** The queue, and its resting places, which give everything back whose time is over. */
async function declare(channel: SendingChannel, { name, restsMs = [] }: Queue): Promise<void> {
  await channel.assertQueue(name, { durable: true })
  for (const level of restsMs.keys()) {
    await channel.assertQueue(restingPlace(name, level), {
      durable: true,
      deadLetterExchange: '',
      deadLetterRoutingKey: name,
    })
  }
}
