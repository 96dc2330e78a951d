/** Those who wait for an agent: first come, first served, and nobody for ever. */

export interface Waiting {
  /** 1 is the next. Called when it changes. */
  onPosition(position: number): void
  onTooLong(): void
}

interface Place<T> {
  readonly one: T
  told: number
  readonly timer: NodeJS.Timeout
}

export class WaitingLine<T extends Waiting> {
  readonly #capacity: number
  readonly #patienceMs: number
  #places: Place<T>[] = []

  /** @param patienceMs after so long `onTooLong` is called and the place is given up */
  constructor(capacity: number, patienceMs: number) {
    this.#capacity = capacity
    this.#patienceMs = patienceMs
  }

  get length(): number {
    return this.#places.length
  }

  get full(): boolean {
    return this.#places.length >= this.#capacity
  }

  join(one: T): void {
    this.#enter(one, this.#places.length)
  }

  /** Before everybody else, even when the line is full: this one has waited before. */
  rejoin(one: T): void {
    this.#enter(one, 0)
  }

  /** The first, who is no longer in the line. */
  next(): T | undefined {
    const place = this.#places.shift()
    if (place === undefined) return undefined
    clearTimeout(place.timer)
    this.#tell()
    return place.one
  }

  leave(one: T): void {
    const place = this.#places.find((other) => other.one === one)
    if (place === undefined) return
    clearTimeout(place.timer)
    this.#places = this.#places.filter((other) => other !== place)
    this.#tell()
  }

  #enter(one: T, at: number): void {
    const timer = setTimeout(() => {
      this.leave(one)
      one.onTooLong()
    }, this.#patienceMs)
    this.#places.splice(at, 0, { one, told: 0, timer })
    this.#tell()
  }

  #tell(): void {
    for (const [at, place] of this.#places.entries()) {
      if (place.told === at + 1) continue
      place.told = at + 1
      place.one.onPosition(place.told)
    }
  }
}
