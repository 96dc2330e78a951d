/**
 * Answers are kept for a while (RFC 5861, stale-while-revalidate): a fresh one is given at once; a stale
 * one is given too, and asked for anew behind the shopper's back; one that is too old is never given.
 */
export interface Cached<T> {
  readonly value: T
  /** Milliseconds since it was made. */
  readonly ageMs: number
  /** True when asking anew has failed: nobody knows whether it still holds. */
  readonly uncertain: boolean
}

export interface CacheOptions {
  readonly freshMs: number
  /** Nothing older is given. `Infinity` plants the weakness `cache-never-expires`. */
  readonly maxAgeMs: number
  /** The one used longest ago goes first. */
  readonly maxEntries: number
  /** Milliseconds; only differences count. */
  readonly now: () => number
}

interface Entry<T> {
  readonly value: T
  readonly made: number
  uncertain: boolean
}

export class Cache<T> {
  readonly #options: CacheOptions
  /** In the order of use, oldest first. */
  readonly #entries = new Map<string, Entry<T>>()
  /** However many want the same answer, it is asked for once. */
  readonly #asked = new Map<string, Promise<T>>()

  constructor(options: CacheOptions) {
    this.#options = options
  }

  /** The answer kept under this key, or a new one. @throws whatever `ask` throws when none is kept. */
  async get(key: string, ask: () => Promise<T>): Promise<Cached<T>> {
    const entry = this.#entries.get(key)
    const { now, freshMs, maxAgeMs } = this.#options
    const ageMs = entry === undefined ? Infinity : now() - entry.made
    if (entry === undefined || ageMs > maxAgeMs) {
      return { value: await this.#ask(key, ask), ageMs: 0, uncertain: false }
    }
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    if (ageMs > freshMs) void this.#revalidate(key, entry, ask)
    return { value: entry.value, ageMs, uncertain: entry.uncertain }
  }

  clear(): void {
    this.#entries.clear()
  }

  async #revalidate(key: string, entry: Entry<T>, ask: () => Promise<T>): Promise<void> {
    try {
      await this.#ask(key, ask)
    } catch {
      // The old answer is still given until it is too old; whoever gets it is told its age.
      entry.uncertain = true
    }
  }

  async #ask(key: string, ask: () => Promise<T>): Promise<T> {
    const begun = this.#asked.get(key)
    if (begun !== undefined) return begun
    const asked = ask()
    this.#asked.set(key, asked)
    try {
      const value = await asked
      this.#keep(key, value)
      return value
    } finally {
      this.#asked.delete(key)
    }
  }

  #keep(key: string, value: T): void {
    const { now, maxEntries } = this.#options
    this.#entries.delete(key)
    this.#entries.set(key, { value, made: now(), uncertain: false })
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > maxEntries && oldest !== undefined) this.#entries.delete(oldest)
  }
}
