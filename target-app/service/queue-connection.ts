/** What is used of the RabbitMQ library (`amqplib`), so that it can be replaced where no broker is. */
import type { Options, RecoveryOptions, SocketOptions } from 'amqplib'

/** Makes a connection that comes back by itself; `setup` is called for each new one. */
export type Dial = (
  where: Options.Connect,
  how: SocketOptions & {
    readonly recovery: RecoveryOptions & { setup(connection: Connection): Promise<void> }
  },
) => Promise<Redialled>

export interface Redialled {
  on(event: 'connect', listener: () => void): unknown
  on(event: 'disconnect' | 'connect-failed' | 'error', listener: (error: Error) => void): unknown
  close(): Promise<void>
}

export interface Connection {
  createConfirmChannel(): Promise<SendingChannel>
  createChannel(): Promise<ReceivingChannel>
  close(): Promise<void>
}

export interface SendingChannel {
  on(event: 'error', listener: (error: Error) => void): unknown
  assertQueue(queue: string, options: Options.AssertQueue): Promise<unknown>
  sendToQueue(
    queue: string,
    content: Buffer,
    options: Options.Publish,
    confirmed: (error: unknown) => void,
  ): boolean
}

export interface ReceivingChannel {
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'close', listener: () => void): unknown
  prefetch(count: number): Promise<unknown>
  /** Without a message it tells that the broker has ended the consumption. */
  consume(
    queue: string,
    onMessage: (message: HandedOver | null) => void,
  ): Promise<{ readonly consumerTag: string }>
  cancel(consumerTag: string): Promise<unknown>
  ack(message: HandedOver): void
  nack(message: HandedOver): void
}

export interface HandedOver {
  readonly content: Buffer
  readonly fields: { readonly redelivered: boolean }
  readonly properties: {
    readonly messageId?: unknown
    readonly headers?: Readonly<Record<string, unknown>> | undefined
  }
}
