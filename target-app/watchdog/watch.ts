/** Heartbeats in, decisions out. Time is passed in, orders are passed out. */
import type { Heartbeat, RestartOrder, Watched } from '../contracts/heartbeat.ts'
import { Suspicion } from './suspicion.ts'
import { Trend } from './trend.ts'
import { Turns } from './turns.ts'

export interface WatchParts {
  log(event: string, more: Readonly<Record<string, unknown>>): void
  /** Asks the replica's supervisor. */
  restart(replica: string, how: RestartOrder['how']): void
}

export interface WatchOptions {
  /** Suspicion from this φ on. */
  readonly threshold: number
  /** Between two heartbeats of one kind. Milliseconds. */
  readonly everyMs: number
  /** Whether the dead are started again without asking an operator. */
  readonly restarts: boolean
  /** Whether who is about to reach a limit is started again in good order before that. */
  readonly rejuvenates: boolean
  /** False plants the weakness `alarm-at-the-limit`. */
  readonly followsTrend: boolean
}

/** A limit that is further away than this is nobody's worry yet. Milliseconds. */
const horizonMs = 30_000
/** Who has used more than this share of its memory cannot wait for others any more. */
const fullShare = 0.95
/** A restart takes a while; until then it is not ordered again. Milliseconds. */
const betweenOrdersMs = 6000
/** Whoever looks several times a second and did not for longer than this was frozen or starved. Milliseconds. */
const pausedAfterMs = 500

export class Watch {
  readonly #parts: WatchParts
  readonly #options: WatchOptions
  readonly #suspicion: Suspicion
  readonly #known = new Map<string, Pick<Heartbeat, 'service' | 'release'>>()
  readonly #memory = new Map<string, Trend>()
  readonly #ordered = new Map<string, number>()
  readonly #predicted = new Set<string>()
  readonly #turns = new Turns()
  #looked: number | undefined
  /** Until then only what was sent during the watchdog's own pause is heard, and nobody is judged. */
  #judgesFrom = 0
  /** Who waits, and for whom. */
  readonly #waiting = new Map<string, string>()

  constructor(parts: WatchParts, options: WatchOptions) {
    this.#parts = parts
    this.#options = options
    this.#suspicion = new Suspicion(options.threshold, options.everyMs)
  }

  beat(heartbeat: Heartbeat, now: number): void {
    this.#minds(now)
    const { replica, kind, service, release, memory, memoryLimit } = heartbeat
    this.#known.set(replica, { service, release })
    this.#suspicion.beat(replica, kind, now)
    this.#turns.heard(heartbeat)
    const trend = this.#memory.get(replica) ?? new Trend()
    this.#memory.set(replica, trend)
    trend.add(now, memory)
    const isFull = memory > memoryLimit * fullShare
    // The weakness `alarm-at-the-limit`: nothing is foreseen, it is only seen that little is left.
    const seenLate = isFull ? 0 : undefined
    const leftMs = this.#options.followsTrend ? trend.reaches(memoryLimit) : seenLate
    if (this.#predicts(replica, leftMs) && this.#options.rejuvenates)
      this.#rejuvenate(heartbeat, isFull, now)
  }

  /** To be called several times a second. */
  look(now: number): void {
    this.#minds(now)
    this.#looked = now
    if (now < this.#judgesFrom) return
    for (const { event, replica, kind, phi } of this.#suspicion.look(now)) {
      const way = kind === undefined ? {} : { kind }
      this.#parts.log(event, { watched: replica, ...way, phi: Math.round(phi * 10) / 10 })
    }
    if (!this.#options.restarts) return
    for (const replica of this.#suspicion.suspected) this.#order(replica, 'now', now)
  }

  get replicas(): Watched {
    const all = [...this.#known].map(([replica, known]): [string, Watched[string]] => {
      const state = this.#suspicion.suspects(replica) ? 'suspected' : 'trusted'
      return [replica, { ...known, state }]
    })
    return Object.fromEntries(all)
  }

  /** After a pause of its own everybody seems silent, as their heartbeats are still unread. */
  #minds(now: number): void {
    const pausedMs = this.#looked === undefined ? 0 : now - this.#looked
    if (pausedMs <= pausedAfterMs) return
    this.#looked = now
    this.#judgesFrom = now + this.#options.everyMs
    this.#suspicion.skip(pausedMs, now)
    this.#parts.log('paused', { pausedMs: Math.round(pausedMs) })
  }

  /** Whether the memory is expected to be full before long; told once. */
  #predicts(replica: string, leftMs: number | undefined): boolean {
    if (leftMs === undefined || leftMs > horizonMs) {
      this.#predicted.delete(replica)
      this.#waiting.delete(replica)
      return false
    }
    if (!this.#predicted.has(replica)) {
      this.#predicted.add(replica)
      this.#parts.log('predicts', { watched: replica, what: 'memory', leftMs: Math.round(leftMs) })
    }
    return true
  }

  /** A leak is in all replicas as a rule; restarted together, they would be the outage that was to be avoided. */
  #rejuvenate(sender: Heartbeat, isFull: boolean, now: number): void {
    const { replica } = sender
    const sibling = this.#turns.siblingAway(sender, now) ?? this.#siblingSuspected(sender)
    if (sibling !== undefined && !isFull) {
      if (this.#waiting.get(replica) !== sibling)
        this.#parts.log('waits', { watched: replica, for: sibling })
      this.#waiting.set(replica, sibling)
      return
    }
    this.#waiting.delete(replica)
    if (this.#order(replica, 'drain', now)) this.#turns.leaves(sender, now)
  }

  #siblingSuspected({ replica, service }: Heartbeat): string | undefined {
    return this.#suspicion.suspected.find(
      (other) => other !== replica && this.#known.get(other)?.service === service,
    )
  }

  /** Whether it was ordered, and not just before. */
  #order(replica: string, how: RestartOrder['how'], now: number): boolean {
    const last = this.#ordered.get(replica)
    if (last !== undefined && now - last < betweenOrdersMs) return false
    this.#ordered.set(replica, now)
    this.#parts.log('asks-restart', { watched: replica, how })
    this.#parts.restart(replica, how)
    return true
  }
}
