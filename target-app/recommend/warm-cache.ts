/** The shoppers that this replica knows. They are placed on it by the guide, so that each is known somewhere. */
import type { Model } from './co-occurrence.ts'
import { profileOf, type Profile } from './profile.ts'

export interface WarmCacheOptions {
  readonly historyOf: (shopper: string) => readonly string[]
  /** The shopper not seen for longest is forgotten first. */
  readonly most: number
  /** Does work later, when nobody waits for it. */
  readonly later: (work: () => void) => void
}

export class WarmCache {
  readonly #options: WarmCacheOptions
  /** In the order of use, oldest first. */
  readonly #profiles = new Map<string, Profile>()
  hits = 0
  misses = 0

  constructor(options: WarmCacheOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#profiles.size
  }

  /** A stranger is not kept waiting: nothing now, and a profile the next time. */
  profile(shopper: string, model: Model): Profile | undefined {
    const known = this.#profiles.get(shopper)
    if (known === undefined) {
      this.misses += 1
      this.#options.later(() => this.#learn(shopper, model))
      return undefined
    }
    this.hits += 1
    this.#profiles.delete(shopper)
    this.#profiles.set(shopper, known)
    // A better model has come: this answer is still made from the old profile, the next one is not.
    if (known.model !== model.name) this.#options.later(() => this.#learn(shopper, model))
    return known
  }

  forgetAll(): void {
    this.#profiles.clear()
  }

  #learn(shopper: string, model: Model): void {
    this.#profiles.delete(shopper)
    this.#profiles.set(shopper, profileOf(this.#options.historyOf(shopper), model))
    const [oldest] = this.#profiles.keys()
    if (this.#profiles.size > this.#options.most && oldest !== undefined) {
      this.#profiles.delete(oldest)
    }
  }
}
