/** What an agent answers: the entry of the knowledge base, or the product, that fits best, in its own words. */
import { createHash } from 'node:crypto'
import MiniSearch from 'minisearch'
import { knowledge } from '../catalogue/knowledge.ts'
import { products } from '../catalogue/products.ts'

export interface WrittenAnswer {
  readonly text: string
  /** Ids of what it rests on; none: it is not known. */
  readonly cites: readonly string[]
}

interface Source {
  readonly id: string
  readonly title: string
  readonly topic: string
  readonly text: string
  readonly says: string
}

const euros = (cents: number): string => `${(cents / 100).toFixed(2)} euros`

const sources: readonly Source[] = [
  ...knowledge.map((entry) => ({ ...entry, says: entry.text })),
  ...products.map(({ id, name, category, priceCents, description }) => ({
    id,
    title: name,
    topic: category,
    text: description,
    says: `The ${name} costs ${euros(priceCents)}. ${description}`,
  })),
]

/** Words that are in every question say nothing about it. */
const empty = new Set(
  'a an and are at be can could did do does for from have how i if in is it me my of on or our please that the there they this to was we what when where which who will with would you your'.split(
    ' ',
  ),
)

const isProduct = new Set(products.map(({ id }) => id))
const knowledgeFirst = 1.5

const index = new MiniSearch<Source>({
  fields: ['title', 'topic', 'text'],
  processTerm: (term) => wordOf(term.toLowerCase()),
  searchOptions: {
    boost: { title: 3, topic: 2 },
    // Who asks a question mostly wants to know something, not to be sold something.
    boostDocument: (id) => (isProduct.has(String(id)) ? 1 : knowledgeFirst),
    fuzzy: (term) => (term.length > 5 ? 0.2 : false),
  },
})
index.addAll(sources)
const byId = new Map(sources.map((source) => [source.id, source]))

/** Below this a match is chance. */
const leastScore = 6
/** A second source is told when it fits nearly as well. */
const alsoFits = 0.92

const unknown =
  'I do not know that, and I would rather not guess. Please write to hello@little-shop.example; a person answers within a working day.'

/** One and many are the same word. */
function wordOf(term: string): string | null {
  if (empty.has(term)) return null
  return term.length > 3 && term.endsWith('s') ? term.slice(0, -1) : term
}

/** The same question has the same answer everywhere, so that any replica can go on with one. */
export function answerTo(question: string): WrittenAnswer {
  const [best, second] = index.search(question)
  if (best === undefined || best.score < leastScore) return { text: unknown, cites: [] }
  const chosen =
    second !== undefined && second.score > best.score * alsoFits ? [best, second] : [best]
  const found = chosen.flatMap(({ id }) => byId.get(String(id)) ?? [])
  const text = found.map(({ says }) => says).join(' ')
  const named = found.map(({ title }) => `“${title}”`).join(' and ')
  return { text: `${text} You find this under ${named}.`, cites: found.map(({ id }) => id) }
}

/** Of a whole answer: the first 16 hexadecimal digits of its SHA-256. */
export function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
