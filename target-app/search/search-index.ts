/** Finds products by words, scored by BM25 (minisearch). */
import MiniSearch, { type Options } from 'minisearch'
import type { Found } from '../contracts/search.ts'
import type { SearchDocument } from './documents.ts'

const options: Options<SearchDocument> = {
  fields: ['name', 'category', 'description', 'opinions'],
  searchOptions: {
    boost: { name: 4, category: 2, opinions: 0.5 },
    prefix: (term) => term.length > 2,
    // Typing mistakes in short words would find everything.
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
  },
}

export class SearchIndex {
  readonly #index: MiniSearch<SearchDocument>
  readonly #documents: ReadonlyMap<string, SearchDocument>

  private constructor(index: MiniSearch<SearchDocument>, documents: readonly SearchDocument[]) {
    this.#index = index
    this.#documents = new Map(documents.map((document) => [document.id, document]))
  }

  static build(documents: readonly SearchDocument[]): SearchIndex {
    const index = new MiniSearch<SearchDocument>(options)
    index.addAll(documents)
    return new SearchIndex(index, documents)
  }

  /** From what `serialised` gave. @throws Error when it is not an index. */
  static load(serialised: string, documents: readonly SearchDocument[]): SearchIndex {
    return new SearchIndex(MiniSearch.loadJSON(serialised, options), documents)
  }

  get documents(): readonly SearchDocument[] {
    return [...this.#documents.values()]
  }

  serialised(): string {
    return JSON.stringify(this.#index)
  }

  /** The best `limit` products. */
  find(words: string, limit: number): Found[] {
    const found: Found[] = []
    for (const { id, score } of this.#index.search(words)) {
      const document = this.#documents.get(String(id))
      if (document === undefined) continue
      const { name, category, priceCents } = document
      found.push({ id: document.id, name, category, priceCents, score })
      if (found.length === limit) break
    }
    return found
  }
}
