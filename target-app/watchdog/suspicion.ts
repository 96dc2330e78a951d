/** Whom the watchdog believes to be dead. */
import type { HeartbeatKind } from '../contracts/heartbeat.ts'
import { Phi } from './phi.ts'

export interface Change {
  readonly replica: string
  /** `quiet` and `heard`: one kind of heartbeat; `suspects` and `trusts`: the replica itself. */
  readonly event: 'suspects' | 'trusts' | 'quiet' | 'heard'
  readonly kind?: HeartbeatKind
  readonly phi: number
}

interface Way {
  readonly phi: Phi
  quiet: boolean
}

/** A replica is suspected when every kind of heartbeat it ever sent has stopped: one lost way is no death. */
export class Suspicion {
  readonly #replicas = new Map<string, Map<HeartbeatKind, Way>>()
  readonly #suspected = new Set<string>()
  readonly #threshold: number
  readonly #expectedMs: number

  constructor(threshold: number, expectedMs: number) {
    this.#threshold = threshold
    this.#expectedMs = expectedMs
  }

  beat(replica: string, kind: HeartbeatKind, now: number): void {
    const ways = this.#replicas.get(replica) ?? new Map<HeartbeatKind, Way>()
    this.#replicas.set(replica, ways)
    const way = ways.get(kind) ?? { phi: new Phi(this.#expectedMs), quiet: false }
    ways.set(kind, way)
    way.phi.beat(now)
  }

  /** Nobody listened for so long, up to `now`: whoever was trusted is trusted still. Milliseconds. */
  skip(ms: number, now: number): void {
    for (const ways of this.#replicas.values())
      for (const { phi } of ways.values()) phi.skip(ms, now)
  }

  /** What is thought differently from the last time it was asked. */
  look(now: number): Change[] {
    return [...this.#replicas].flatMap(([replica, ways]) => {
      const changes = [...ways].flatMap(([kind, way]) => this.#lookAt(replica, kind, way, now))
      const phi = Math.min(...[...ways.values()].map((way) => way.phi.at(now)))
      return [...changes, ...this.#judge(replica, phi)]
    })
  }

  suspects(replica: string): boolean {
    return this.#suspected.has(replica)
  }
  get suspected(): readonly string[] {
    return [...this.#suspected]
  }

  #lookAt(replica: string, kind: HeartbeatKind, way: Way, now: number): Change[] {
    const phi = way.phi.at(now)
    const quiet = phi >= this.#threshold
    if (quiet === way.quiet) return []
    way.quiet = quiet
    return [{ replica, kind, event: quiet ? 'quiet' : 'heard', phi }]
  }

  #judge(replica: string, phi: number): Change[] {
    const suspected = phi >= this.#threshold
    if (suspected === this.#suspected.has(replica)) return []
    if (suspected) this.#suspected.add(replica)
    else this.#suspected.delete(replica)
    return [{ replica, event: suspected ? 'suspects' : 'trusts', phi }]
  }
}
