/** Who is away for a restart in good order, so that the replicas of a service go one after the other. */
import type { Heartbeat } from '../contracts/heartbeat.ts'

export type Sender = Pick<Heartbeat, 'replica' | 'service' | 'pid'>

/** An order after which the same process is still heard was not carried out. Longer than any restart takes. Milliseconds. */
const lapseMs = 15_000

interface Away extends Sender {
  readonly until: number
}

export class Turns {
  readonly #away = new Map<string, Away>()

  /** The replica was told to restart. Told again it does not become later. */
  leaves(sender: Sender, now: number): void {
    if (!this.#isAway(sender.replica, now))
      this.#away.set(sender.replica, { ...sender, until: now + lapseMs })
  }

  /** Its supervisor speaks only for a service that answers: another process means that it is back. */
  heard({ replica, pid }: Sender): void {
    const away = this.#away.get(replica)
    if (away !== undefined && away.pid !== pid) this.#away.delete(replica)
  }

  /** Another replica of the same service that is not back yet. */
  siblingAway({ replica, service }: Sender, now: number): string | undefined {
    const siblings = [...this.#away.values()].filter(
      (away) => away.service === service && away.replica !== replica,
    )
    return siblings.find((away) => this.#isAway(away.replica, now))?.replica
  }

  #isAway(replica: string, now: number): boolean {
    const away = this.#away.get(replica)
    return away !== undefined && now < away.until
  }
}
