/** How the search survives damaged files: the newest good snapshot, else an older one, else the catalogue. */
import type { IndexSource } from '../contracts/search.ts'
import { wordsOf } from '../service/error-words.ts'
import { ShopError } from '../service/shop-error.ts'
import type { SearchDocument } from './documents.ts'
import { SearchIndex } from './search-index.ts'
import type { Age, SnapshotFiles } from './snapshot-files.ts'
import { decodeAnything, decodeSnapshot, encodeSnapshot, type Snapshot } from './snapshot.ts'

export interface KeeperOptions {
  readonly files: SnapshotFiles
  /** False plants the weakness `snapshot-without-checksum`. */
  readonly checksum: boolean
  /** False: when no snapshot is good there is no search; only where there never was one the index is built. */
  readonly rebuild: boolean
  readonly documents: () => readonly SearchDocument[]
  onRefused(age: Age, because: string): void
  onUnwritten(because: string): void
  onServing(serving: Serving): void
}

export interface Serving extends Snapshot {
  readonly source: IndexSource
}

export class IndexKeeper {
  readonly #options: KeeperOptions
  #serving: Serving | undefined

  constructor(options: KeeperOptions) {
    this.#options = options
  }

  /** What is served. @throws ShopError 503 when there is nothing that may be. */
  get serving(): Serving {
    if (this.#serving !== undefined) return this.#serving
    throw new ShopError(503, 'search-resting', 'The search is resting. Please try again.')
  }

  get ready(): boolean {
    return this.#serving !== undefined
  }

  /** Looks at the files and serves the best of what is there, else what the catalogue gives. */
  load(): void {
    const { files, onServing } = this.#options
    const good = files.ages.flatMap((age) => this.#read(age))
    const serving = good[0] ?? this.#rebuilt()
    if (serving === undefined) return
    this.#serving = serving
    onServing(serving)
    // As many good generations as are kept, so that the next damaged file is not the last one either.
    if (good.length < files.ages.length) for (const _ of files.ages) this.write()
  }

  /** Writes what is served as one more generation. */
  write(): void {
    const { index, source, generation } = this.serving
    const next = { index, generation: generation + 1 }
    try {
      this.#options.files.push(encodeSnapshot(next))
      this.#serving = { ...next, source }
    } catch (error) {
      // Answers come from memory; a full disk must not stop them.
      this.#options.onUnwritten(wordsOf(error))
    }
  }

  /** One or none. */
  #read(age: Age): Serving[] {
    const { files, checksum, onRefused } = this.#options
    try {
      const bytes = files.read(age)
      if (bytes === undefined) return []
      const snapshot = checksum ? decodeSnapshot(bytes) : decodeAnything(bytes)
      return [{ ...snapshot, source: age }]
    } catch (error) {
      onRefused(age, wordsOf(error))
      return []
    }
  }

  #rebuilt(): Serving | undefined {
    const { files, rebuild } = this.#options
    const isFirst = files.ages.every((age) => files.read(age) === undefined)
    if (!rebuild && !isFirst) return undefined
    const index = SearchIndex.build(this.#options.documents())
    return { index, generation: 0, source: 'rebuilt' }
  }
}
