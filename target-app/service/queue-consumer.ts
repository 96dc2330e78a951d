/** The receiving end of a queue: who gets a message, and when the broker may forget it. */
import { wordsOf } from './error-words.ts'
import type { Connection, HandedOver, ReceivingChannel } from './queue-connection.ts'
import type { Message } from './queue.ts'
import { within } from './within.ts'

export interface Received extends Message {
  readonly attempt: number
  readonly rests: number
  /** Somebody had it before and did not say that it was done. */
  readonly redelivered: boolean
}

export interface Consumption {
  /** How many messages may be under way at once. */
  readonly atOnce: number
  /** Done when it resolves. When it throws, the message goes back to the queue. */
  handle(message: Received): Promise<void>
  /** True plants a weakness: the broker forgets a message before anything was done about it. */
  readonly acknowledgeFirst?: boolean
  /** How long a message that goes back is kept before, so that a failure does not spin. Milliseconds. */
  readonly giveBackAfterMs?: number
}

export interface Consumer {
  /** False when nothing can come any more on the channel that it was started on. */
  readonly receiving: boolean
  /** Takes nothing new and waits for what is under way. */
  stop(): Promise<void>
}

const finishMs = 3000

export async function startConsumer(
  connection: Connection,
  queue: string,
  how: Consumption,
  onTrouble: (because: string) => void,
): Promise<Consumer> {
  const channel = await connection.createChannel()
  let receiving = true
  // A new connection receives again.
  const lost = (because: string): void => {
    receiving = false
    onTrouble(because)
    void connection.close().catch(() => undefined)
  }
  channel.on('error', (error) => lost(error.message))
  channel.on('close', () => {
    receiving = false
  })
  await channel.prefetch(how.atOnce)
  const underWay = new Set<Promise<void>>()
  const { consumerTag } = await channel.consume(queue, (message) => {
    if (message === null) return lost(`the broker hands over nothing more of ${queue}`)
    const work = settle(channel, message, how, onTrouble)
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  })
  return {
    get receiving() {
      return receiving
    },
    async stop() {
      await channel.cancel(consumerTag)
      await within(Promise.allSettled(underWay), finishMs, 'messages are still under way')
    },
  }
}

/** Never rejects. */
async function settle(
  channel: ReceivingChannel,
  message: HandedOver,
  how: Consumption,
  onTrouble: (because: string) => void,
): Promise<void> {
  try {
    if (how.acknowledgeFirst === true) channel.ack(message)
    await how.handle(receivedOf(message))
    if (how.acknowledgeFirst !== true) channel.ack(message)
  } catch (error) {
    onTrouble(wordsOf(error))
    if (how.acknowledgeFirst === true) return
    await new Promise((resolve) => setTimeout(resolve, how.giveBackAfterMs ?? 500))
    giveBack(channel, message)
  }
}

/** When the connection is gone, the broker has taken it back already. */
function giveBack(channel: ReceivingChannel, message: HandedOver): void {
  try {
    channel.nack(message)
  } catch {
    // Nothing is lost.
  }
}

function receivedOf({ content, properties, fields }: HandedOver): Received {
  const attempt = Number(properties.headers?.['attempt'] ?? 0)
  const rests = Number(properties.headers?.['rests'] ?? attempt)
  const id = String(properties.messageId)
  return {
    id,
    attempt,
    rests,
    redelivered: fields.redelivered,
    body: JSON.parse(content.toString()),
  }
}
