/** Makes one model of the results of a training, in whatever order and however often they come. */
import type { PairCounts, PartResult } from '../contracts/training.ts'
import { addCounts, modelOf, type Model } from './co-occurrence.ts'

export class ModelAssembly {
  #training: string | undefined
  readonly #parts = new Map<number, PairCounts>()

  /**
   * A finished model when this was the last part that was missing. A part that comes twice counts
   * once; one of an older training is too late. Names of trainings sort by the time they began.
   */
  take({ training, part, parts, counts }: PartResult): Model | undefined {
    if (this.#training !== undefined && training < this.#training) return undefined
    if (training !== this.#training) this.#parts.clear()
    this.#training = training
    if (this.#parts.has(part)) return undefined
    this.#parts.set(part, counts)
    return this.#parts.size < parts ? undefined : modelOf(training, addCounts(this.#parts.values()))
  }
}
