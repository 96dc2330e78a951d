/** A session with ZooKeeper that is begun anew whenever it is lost. */
import zookeeper, { type Client, type Exception, type State } from 'node-zookeeper-client'
import { within } from '../service/within.ts'

export interface SessionOptions {
  readonly servers: readonly string[]
  /** ZooKeeper ends a session, and removes what belongs to it, when it heard nothing for so long. Milliseconds. */
  readonly timeoutMs: number
  /** How long silence is borne. Milliseconds. */
  readonly patienceMs: number
  /** A place that must be there before anything else. */
  readonly root: string
  onChange(state: 'connected' | 'lost' | 'silent'): void
}

type Answer<T> = (error: Error | Exception | null, value: T) => void

export class ZookeeperSession {
  readonly #options: SessionOptions
  #client: Client
  #stopped = false

  constructor(options: SessionOptions) {
    this.#options = options
    this.#client = this.#begin()
  }

  get connected(): boolean {
    return this.#client.getState() === zookeeper.State.SYNC_CONNECTED
  }

  /** One question. @throws Error the client's, whose name is ZooKeeper's code, or silence. */
  async ask<T>(question: (client: Client, answer: Answer<T>) => void): Promise<T> {
    const client = this.#client
    // The client would keep the question and ask it whenever it is connected again, when nobody waits any more.
    if (!this.connected) throw new Error('not connected to ZooKeeper')
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    question(client, (error, value) => (error ? reject(error) : resolve(value)))
    try {
      return await within(promise, this.#options.patienceMs, silence)
    } catch (error) {
      if (error instanceof Error && error.message === silence) this.#renew(client, 'silent')
      throw error
    }
  }

  stop(): void {
    this.#stopped = true
    this.#client.close()
  }

  #begin(): Client {
    const client = zookeeper.createClient(this.#options.servers.join(','), {
      sessionTimeout: this.#options.timeoutMs,
      spinDelay: 200,
      retries: 0,
    })
    client.on('connected', () => {
      if (client === this.#client) this.#options.onChange('connected')
    })
    client.on('state', (state: State) => {
      const lost = state === zookeeper.State.DISCONNECTED || state === zookeeper.State.EXPIRED
      if (lost) this.#renew(client, 'lost')
    })
    client.connect()
    client.mkdirp(this.#options.root, () => {
      // If it could not be made, the next question says so.
    })
    return client
  }

  // Never the same session again: a node that was made while the answer was lost would live as long as it. And
  // the client never leaves by itself a server that took the connection and says nothing.
  #renew(client: Client, because: 'lost' | 'silent'): void {
    if (this.#stopped || client !== this.#client) return
    this.#options.onChange(because)
    this.#client = this.#begin()
    // Not at once: whoever works under one of its locks may believe to be alone for so long.
    setTimeout(() => end(client), this.#options.timeoutMs).unref()
  }
}

/** A client can end its session only while it is connected. */
function end(client: Client): void {
  if (client.getState() === zookeeper.State.SYNC_CONNECTED) client.close()
  else client.once('connected', () => client.close())
}

const silence = 'ZooKeeper does not answer'
