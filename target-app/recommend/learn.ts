/** Takes the results of trainings off the queue, and says when a new model is whole. */
import { PartResult, resultsQueue } from '../contracts/training.ts'
import type { Dial } from '../service/queue-connection.ts'
import { openQueues, type Queues } from '../service/queue.ts'
import type { Model } from './co-occurrence.ts'
import { ModelAssembly } from './model-assembly.ts'

export interface LearnOptions {
  readonly replica: string
  readonly rabbitmq: string
  onModel(model: Model, parts: number): void
  onBroker(connected: boolean, because?: string): void
  onTrouble(because: string): void
}

/** @param dial how the broker is reached; left out, over the network. */
export async function learn(options: LearnOptions, dial?: Dial): Promise<Queues> {
  const { replica, rabbitmq, onModel, onBroker, onTrouble } = options
  const assembly = new ModelAssembly()
  const name = resultsQueue(replica)
  const queues = await openQueues(
    {
      host: rabbitmq,
      queues: [{ name }],
      confirmMs: 2000,
      confirms: true,
      onState: onBroker,
      onTrouble,
    },
    dial,
  )
  queues.consume(name, {
    atOnce: 4,
    async handle({ body }) {
      const result = PartResult.safeParse(body)
      if (!result.success) return onTrouble(`not a result of a training: ${result.error.message}`)
      const model = assembly.take(result.data)
      if (model !== undefined) onModel(model, result.data.parts)
    },
  })
  return queues
}
