/** Parts of the guide that can be put to rest while it runs, so that the others have the machine to themselves. */
import { Feature } from '../contracts/guide.ts'

export class Features {
  readonly #off = new Set<Feature>()
  readonly #canRest: boolean

  /** @param canRest false: whatever is said, everything stays on */
  constructor(canRest = true) {
    this.#canRest = canRest
  }

  isOn(feature: Feature): boolean {
    return !this.#off.has(feature)
  }

  set(feature: Feature, on: boolean): void {
    if (on) this.#off.delete(feature)
    else if (this.#canRest) this.#off.add(feature)
  }

  /** What is on and what is off. */
  all(): Readonly<Record<string, boolean>> {
    return Object.fromEntries(Feature.options.map((feature) => [feature, this.isOn(feature)]))
  }
}
