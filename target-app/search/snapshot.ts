/** An index as it lies in a file: a header with a checksum, one document per line, and the index in the last line. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { SearchDocument } from './documents.ts'
import { SearchIndex } from './search-index.ts'

export interface Snapshot {
  /** Grows by one with every snapshot that is written. */
  readonly generation: number
  readonly index: SearchIndex
}

const Header = z.object({
  format: z.literal(1),
  generation: z.int(),
  /** SHA-256 of the generation's number and everything after the header's line. */
  sha256: z.string(),
})

export function encodeSnapshot({ generation, index }: Snapshot): string {
  const documents = index.documents.map((document) => JSON.stringify(document))
  const body = [...documents, index.serialised()].join('\n')
  return `${JSON.stringify({ format: 1, generation, sha256: checksumOf(generation, body) })}\n${body}`
}

/** The snapshot if it is exactly what was written. @throws Error that says what is wrong with it. */
export function decodeSnapshot(bytes: Buffer): Snapshot {
  const end = bytes.indexOf('\n')
  const header = Header.safeParse(parsed(bytes.toString('utf8', 0, Math.max(end, 0))))
  if (!header.success) throw new Error('its first line is not a header')
  const body = bytes.subarray(end + 1)
  if (checksumOf(header.data.generation, body) !== header.data.sha256)
    throw new Error('its checksum does not fit')
  const lines = body.toString('utf8').split('\n')
  const serialised = lines.pop() ?? ''
  const documents = lines.map((line) => SearchDocument.parse(parsed(line)))
  return { generation: header.data.generation, index: SearchIndex.load(serialised, documents) }
}

/**
 * The weakness `snapshot-without-checksum`: takes whatever can still be read, as a reader does that was written to
 * be forgiving. Words and prices that were damaged are served as they are.
 */
export function decodeAnything(bytes: Buffer): Snapshot {
  const [first = '', ...lines] = bytes.toString('utf8').split('\n')
  const header = Header.safeParse(parsed(first))
  const documents = lines.flatMap((line) => {
    const document = SearchDocument.safeParse(parsed(line))
    return document.success ? [document.data] : []
  })
  if (documents.length === 0) throw new Error('there is nothing in it that can be read')
  return { generation: header.data?.generation ?? 0, index: SearchIndex.build(documents) }
}

function checksumOf(generation: number, body: string | Buffer): string {
  return createHash('sha256').update(`${generation}\n`).update(body).digest('hex')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
