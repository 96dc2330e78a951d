import { Toxiproxy } from 'toxiproxy-node-client'
import { settleAll } from '../settle-all.ts'
import { realClock } from '../clock.ts'
import { withDeadline } from './deadline.ts'
import type { Link } from './environment.ts'

/** How long any one call to Toxiproxy may take: its API is known to hang under load. */
const usualCallLimitMs = 3_000

/**
 * Drives the proxies of one environment. The client library has no time-outs of its own, so every
 * call here is bounded.
 */
export class Toxics {
  readonly #toxiproxy: Toxiproxy
  readonly #restart: () => Promise<void>
  readonly #upstreams: ReadonlyMap<string, string>
  readonly #callLimitMs: number
  readonly #inForce = new Set<string>()
  /** Toxics that went when another one could be removed by no gentler means. */
  readonly #endedEarly = new Set<string>()
  #count = 0

  constructor(
    apiUrl: string,
    upstreams: ReadonlyMap<string, string>,
    restart: () => Promise<void>,
    callLimitMs = usualCallLimitMs,
  ) {
    this.#toxiproxy = new Toxiproxy(apiUrl)
    this.#upstreams = upstreams
    this.#restart = restart
    this.#callLimitMs = callLimitMs
  }

  /** Waits until the API answers. */
  async untilReady(signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        await this.#call('asking for its version', signal, () => this.#toxiproxy.getVersion())
        return
      } catch (error) {
        if (signal.aborted) throw error
        await realClock.sleep(30)
      }
    }
  }

  /** One proxy per link, in one call. */
  async createProxies(links: readonly Link[], signal: AbortSignal): Promise<void> {
    await this.#call('creating proxies', signal, () =>
      this.#toxiproxy.populate(
        links.map((link) => ({
          name: proxyName(link),
          listen: `${link.address}:${link.listenPort}`,
          upstream: this.#upstreams.get(link.name) ?? '',
          enabled: true,
        })),
      ),
    )
  }

  /** Adds a toxic to the answers of each link; answers with its undo. */
  async add(
    links: readonly Link[],
    type: string,
    attributes: Readonly<Record<string, number>>,
    signal: AbortSignal,
  ): Promise<(undoSignal: AbortSignal) => Promise<void>> {
    const name = `aftershock_${++this.#count}`
    const undo = (undoSignal: AbortSignal): Promise<void> => this.#remove(links, name, undoSignal)
    try {
      await settleAll(
        links.map((link) =>
          this.#call(`adding ${type} to ${link.name}`, signal, async () => {
            const proxy = await this.#toxiproxy.get(proxyName(link))
            await proxy.addToxic({
              name,
              type: type as never,
              attributes,
              stream: 'downstream',
              toxicity: 1,
            })
          }),
        ),
      )
    } catch (error) {
      await undo(AbortSignal.timeout(this.#callLimitMs * 3))
      throw error
    }
    this.#inForce.add(name)
    return undo
  }

  /** Removes a toxic; failing that resets all; failing that restarts the proxy and makes it anew. */
  async #remove(links: readonly Link[], name: string, signal: AbortSignal): Promise<void> {
    this.#inForce.delete(name)
    try {
      await settleAll(links.map((link) => this.#removeFrom(link, name, signal)))
    } catch {
      const forced = await this.#force(signal)
      for (const other of this.#inForce) this.#endedEarly.add(other)
      if (forced === 'restarted')
        throw new Error('the proxy hung and had to be restarted, which broke every connection')
    }
    const left = await this.toxics(signal)
    if (left.includes(name)) throw new Error(`the toxic ${name} is still there after healing`)
    if (this.#endedEarly.delete(name))
      throw new Error(
        `the toxic ${name} ended early, because another one had to be healed by force`,
      )
  }

  async #force(signal: AbortSignal): Promise<'reset' | 'restarted'> {
    try {
      await this.#call('resetting', signal, () => this.#toxiproxy.reset())
      return 'reset'
    } catch {
      await this.#restart()
      return 'restarted'
    }
  }

  async #removeFrom(link: Link, name: string, signal: AbortSignal): Promise<void> {
    if (!(await this.#toxicsOf(link, signal)).includes(name)) return
    await this.#call(`healing ${link.name}`, signal, async () => {
      const proxy = await this.#toxiproxy.get(proxyName(link))
      await (await proxy.getToxic(name)).remove()
    })
  }

  async #toxicsOf(link: Link, signal: AbortSignal): Promise<readonly string[]> {
    const all = await this.#listing(signal)
    return all[proxyName(link)]?.toxics.map(({ name }) => name) ?? []
  }

  /** The names of all toxics on all proxies. */
  async toxics(signal: AbortSignal): Promise<readonly string[]> {
    const all = await this.#listing(signal)
    return Object.values(all).flatMap(({ toxics }) => toxics.map(({ name }) => name))
  }

  /** The library's own listing leaves the toxics out, so its HTTP client is asked directly. */
  async #listing(signal: AbortSignal): Promise<Record<string, { toxics: { name: string }[] }>> {
    const { data } = await this.#call('listing its proxies', signal, () =>
      this.#toxiproxy.api.get<Record<string, { toxics: { name: string }[] }>>(
        `${this.#toxiproxy.host}/proxies`,
      ),
    )
    return data
  }

  #call<T>(what: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return withDeadline(`Toxiproxy: ${what}`, this.#callLimitMs, signal, work)
  }
}

/** Link names hold an arrow and other signs that do not belong in the path of an address. */
function proxyName(link: Link): string {
  return link.name.replace('→', '--').replaceAll(/[:/@]/g, '-')
}
