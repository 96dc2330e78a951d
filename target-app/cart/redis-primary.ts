/**
 * A connection to whichever Redis is the primary now.
 *
 * node-redis has `createSentinel` for this. It is not used because it never leaves a primary that
 * is silent: its `socketTimeout` is Node's, which counts our own writes as activity, so under load
 * a paused primary looks alive for ever; and it asks one sentinel after the other (see also
 * redis/node-redis#3127 and #3237). Here the connection is watched with small writes that have
 * their own time-out, and every doubt ends in asking who the primary is and connecting anew.
 */
import type { CartDocument } from './cart-document.ts'
import { newRedisClient } from './redis-client.ts'
import type { RedisConnection } from './redis-carts.ts'
import { redisWatch } from './resilience.ts'
import type { PrimaryAnswer } from './sentinels.ts'
import type { LockRedis } from '../locks/redis-locks.ts'
import { wordsOf } from '../service/error-words.ts'
import { within } from '../service/within.ts'

export interface PrimaryOptions {
  readonly replica: string
  /** Who the primary is; undefined when nobody knows. Never throws. */
  whoIsPrimary(): Promise<PrimaryAnswer | undefined>
  /** How long silence is borne; Infinity means for ever. Milliseconds. */
  readonly patienceMs: number
  /** A write counts only when a replica of Redis has it too. */
  readonly replicaAck: boolean
  onChange(from: string | undefined, to: string): void
  onTrouble(because: string | undefined): void
}

/** How every connection begins; being so at the start is no news. */
const notConnected = 'not connected to a primary'

/** Reads do not stand in line behind writes that wait for their confirmation. */
interface Connection {
  readonly name: string
  readonly reader: Client
  readonly writer: Client
}
type Client = ReturnType<typeof newRedisClient>

export class RedisPrimary implements RedisConnection, LockRedis {
  readonly #options: PrimaryOptions
  #connection: Connection | undefined
  #lastPrimary: string | undefined
  #trouble: string | undefined = notConnected
  #stopped = false
  #lookNow: () => void = () => undefined

  constructor(options: PrimaryOptions) {
    this.#options = options
  }

  /** Why writes are not possible now; undefined when all is well. At most half a second old. */
  get trouble(): string | undefined {
    return this.#trouble
  }
  get primary(): string | undefined {
    return this.#connection?.name
  }

  async read(key: string): Promise<Partial<CartDocument>> {
    return { ...(await this.#connected().reader.hGetAll(key)) }
  }

  /** Runs a script that only reads. */
  async question(
    script: string,
    keys: readonly string[],
    args: readonly string[],
  ): Promise<unknown> {
    const { reader } = this.#connected()
    return await reader.eval(script, { keys: [...keys], arguments: [...args] })
  }

  /** Runs a script that writes. */
  async evaluate(
    script: string,
    keys: readonly string[],
    args: readonly string[],
  ): Promise<unknown> {
    const { writer } = this.#connected()
    const [answer] = await Promise.all([
      writer.eval(script, { keys: [...keys], arguments: [...args] }),
      this.#confirmed(writer),
    ])
    return answer
  }

  /** Watches until `stop`. Never throws. */
  async watch(): Promise<void> {
    while (!this.#stopped) {
      await this.#look()
      // A new connection is tried out at once: until then the shoppers are told that carts rest.
      if (this.#trouble !== undefined && (await this.#findPrimary())) await this.#look()
      await this.#pause(this.#trouble === undefined)
    }
  }

  /** A connection that breaks while all is well ends the pause, so that a second try may find a new one. */
  async #pause(well: boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    if (well) this.#lookNow = resolve
    const timer = setTimeout(resolve, well ? redisWatch.wellEveryMs : redisWatch.unwellEveryMs)
    await promise
    clearTimeout(timer)
    this.#lookNow = () => undefined
  }

  stop(): void {
    this.#stopped = true
    this.#drop()
  }

  async #look(): Promise<void> {
    const trouble = await this.#troubleNow()
    if (trouble !== this.#trouble) this.#options.onTrouble(trouble)
    this.#trouble = trouble
  }

  /** A write like the shoppers' own, because a primary may answer and yet refuse to write. */
  async #troubleNow(): Promise<string | undefined> {
    try {
      const { reader, writer } = this.#connected()
      const look = Promise.all([
        reader.ping(),
        writer.set(`health:${this.#options.replica}`, '1', {
          expiration: { type: 'EX', value: 60 },
        }),
        this.#confirmed(writer),
      ])
      await within(look, this.#options.patienceMs, 'the primary is silent')
      return undefined
    } catch (error) {
      return wordsOf(error)
    }
  }

  /** Whether there is a new connection. */
  async #findPrimary(): Promise<boolean> {
    const found = await this.#options.whoIsPrimary()
    if (found === undefined || this.#stopped) return false
    const before = this.#connection
    const refusesOnly = before?.name === found.host && isRefusal(this.#trouble)
    if (refusesOnly) return false
    try {
      this.#drop()
      this.#connection = await this.#connect(found)
      if (this.#lastPrimary !== found.host) this.#options.onChange(this.#lastPrimary, found.host)
      this.#lastPrimary = found.host
      return true
    } catch {
      // Next round; the shoppers are told "not connected" until then.
      return false
    }
  }

  async #connect(to: PrimaryAnswer): Promise<Connection> {
    const reader = newRedisClient(to.host, to.port, this.#options.patienceMs)
    const writer = newRedisClient(to.host, to.port, this.#options.patienceMs)
    try {
      const both = Promise.all([reader.connect(), writer.connect()])
      await within(both, this.#options.patienceMs, `${to.host} does not take connections`)
      for (const client of [reader, writer]) client.on('error', () => this.#lookNow())
      return { name: to.host, reader, writer }
    } catch (error) {
      end(reader)
      end(writer)
      throw error
    }
  }

  /** Fails every call that still waits, so that nobody waits for a connection that is given up. */
  #drop(): void {
    const old = this.#connection
    this.#connection = undefined
    if (old === undefined) return
    end(old.reader)
    end(old.writer)
  }

  #connected(): Connection {
    if (this.#connection === undefined) throw new Error(notConnected)
    return this.#connection
  }

  /** Sent right behind a write on the same connection, it waits for exactly that write. */
  async #confirmed(writer: Client): Promise<void> {
    if (!this.#options.replicaAck) return
    if ((await writer.wait(1, redisWatch.ackMs)) < 1)
      throw new Error('NOREPLICAS no replica confirmed the write')
  }
}

/** The primary is there and says no: a new connection would hear the same. */
function isRefusal(trouble: string | undefined): boolean {
  return trouble?.startsWith('NOREPLICAS') === true
}

function end(client: Client): void {
  if (client.isOpen) client.destroy()
}
