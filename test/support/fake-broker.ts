import { EventEmitter } from 'node:events'
import type {
  Connection,
  Dial,
  HandedOver,
  ReceivingChannel,
  SendingChannel,
} from '../../target-app/service/queue-connection.ts'
import type { Message } from '../../target-app/service/queue.ts'

interface Kept extends Message {
  readonly persistent: boolean | undefined
  readonly restMs?: number
}

/** RabbitMQ in memory, as far as the shop uses it: it comes, goes, and may say nothing. */
export class FakeBroker {
  /** Takes messages and does not answer, and keeps none. */
  silent = false
  atOnce = 0
  closed = false
  readonly acknowledged: string[] = []
  readonly givenBack: Promise<void>
  readonly #back = Promise.withResolvers<void>()
  readonly #kept = new Map<string, Kept[]>()
  readonly #returns = new Map<string, unknown>()
  readonly #line = new EventEmitter()
  #unconfirmed: ((error: unknown) => void)[] = []
  #setUp: (connection: Connection) => Promise<void> = async () => undefined
  #receiver: ((message: HandedOver | null) => void) | undefined
  #channels: Record<'sending' | 'receiving', EventEmitter> = newChannels()
  #refusal: Error | undefined

  constructor() {
    this.givenBack = this.#back.promise
  }

  readonly dial: Dial = async (_where, { recovery }) => {
    this.#setUp = (connection) => recovery.setup(connection)
    return {
      on: (event: string, listener: (told: never) => void) =>
        this.#line.on(event, listener as (told: unknown) => void),
      close: async () => {
        this.closed = true
      },
    }
  }

  async come(): Promise<void> {
    this.#channels = newChannels()
    const connection: Connection = {
      createConfirmChannel: async () => this.#sending(),
      createChannel: async () => this.#receiving(),
      close: async () => this.go(),
    }
    await this.#setUp(connection)
    this.#line.emit('connect', connection)
    await this.settled()
  }

  go(): void {
    this.#receiver = undefined
    for (const channel of Object.values(this.#channels)) channel.emit('close')
    for (const tell of this.#unconfirmed.splice(0)) tell(new Error('channel closed'))
    this.#line.emit('disconnect', new Error('gone'))
  }

  /** Closes a channel: with an error as for a mistake, without one as if somebody had asked for it. */
  closeChannel(which: 'sending' | 'receiving', error?: Error): void {
    this.#receiver = undefined
    if (error !== undefined) this.#channels[which].emit('error', error)
    this.#channels[which].emit('close')
  }

  /** Ends the consumption and leaves the channel open, as when a queue is deleted. */
  cancel(): void {
    const receiver = this.#receiver
    this.#receiver = undefined
    receiver?.(null)
  }

  /** The next consumption is refused. */
  refuse(error: Error): void {
    this.#refusal = error
  }

  kept(queue: string): readonly Kept[] {
    return this.#kept.get(queue) ?? []
  }

  /** Where a queue sends what has rested there. */
  backTo(queue: string): unknown {
    return this.#returns.get(queue)
  }

  async hand(_queue: string, { id, body, attempt = 0, rests = attempt }: Message): Promise<void> {
    await this.settled()
    this.#receiver?.({
      content: Buffer.from(JSON.stringify(body)),
      fields: { redelivered: false },
      properties: { messageId: id, headers: { attempt, rests } },
    })
    await this.settled()
  }

  /** A turn of the event loop. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(resolve)
    })
  }

  #sending(): SendingChannel {
    return {
      on: (event, listener) => this.#channels.sending.on(event, listener),
      assertQueue: async (queue, { deadLetterRoutingKey }) => {
        this.#returns.set(queue, deadLetterRoutingKey)
      },
      sendToQueue: (queue, content, { persistent, messageId = '', headers, expiration }, tell) => {
        this.#unconfirmed.push(tell)
        if (this.silent) return true
        const message = {
          id: messageId,
          body: JSON.parse(content.toString()),
          attempt: Number(headers?.['attempt']),
          persistent,
          ...(expiration === undefined ? {} : { restMs: Number(expiration) }),
        }
        this.#kept.set(queue, [...this.kept(queue), message])
        tell(null)
        return true
      },
    }
  }

  #receiving(): ReceivingChannel {
    return {
      on: (event: string, listener: (error: never) => void) =>
        this.#channels.receiving.on(event, listener as () => void),
      prefetch: async (count) => {
        this.atOnce = count
      },
      consume: async (_queue, onMessage) => {
        const refusal = this.#refusal
        this.#refusal = undefined
        if (refusal !== undefined) throw refusal
        this.#receiver = onMessage
        return { consumerTag: 'tag' }
      },
      cancel: async () => {
        this.#receiver = undefined
      },
      ack: ({ properties }) => void this.acknowledged.push(String(properties.messageId)),
      nack: () => this.#back.resolve(),
    }
  }
}

const newChannels = () => ({ sending: new EventEmitter(), receiving: new EventEmitter() })
