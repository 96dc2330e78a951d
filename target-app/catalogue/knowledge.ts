/** What the shop knows about itself and its things; the guide's answers rest on it. */
import { knowledgeTable } from './knowledge-table.ts'

export interface KnowledgeEntry {
  readonly id: string
  readonly topic: string
  readonly title: string
  /** One or two sentences that are true. */
  readonly text: string
}

export const knowledge: readonly KnowledgeEntry[] = knowledgeTable
  .trim()
  .split('\n')
  .map((line) => {
    const [id = '', topic = '', title = '', text = ''] = line.split(' | ')
    return { id, topic, title, text }
  })
