/** Levels of pino, bunyan and the like: a warning, and an error. */
const warnLevel = 40
const errorLevel = 50
const badLevels = /^(?:warn(?:ing)?|err(?:or)?|crit(?:ical)?|fatal|panic|alert|emerg(?:ency)?)$/iu
/** The same in logs that are plain text: in brackets, or in capitals. */
const badWords =
  /\[(?:warn(?:ing)?|error|critical|alert|emerg)\]|\b(?:WARN(?:ING)?|ERROR|CRITICAL|FATAL|PANIC|ALERT|EMERG)\b/u
/** Fields of a structured line that say what is wrong, the most telling first. */
const reasons = ['err', 'error', 'because', 'reason', 'msg', 'message'] as const
const mostLetters = 140
/** A signature is told again when this time is over. Milliseconds. */
const quietMs = 1000
/** More than these are noise: somebody logs something that is new in every line. */
const mostSignatures = 100

/** What a line complains of, without what differs from line to line; undefined when it does not complain. Pure. */
export function complaintIn(text: string): string | undefined {
  const fields = fieldsOf(text)
  if (fields === undefined) return badWords.test(text) ? signatureOf(text) : undefined
  const { level, event } = fields
  const bad = typeof level === 'number' ? level >= warnLevel : badLevels.test(String(level))
  const found = reasons.map((key) => textIn(fields[key]))
  const reason = found.find((said) => said !== undefined)
  // A warning without a word of what is wrong is something that somebody wants to be seen, not a complaint.
  if (!bad || (reason === undefined && Number(level) < errorLevel)) return undefined
  return signatureOf([textIn(event), reason].filter(Boolean).join(': '))
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}

/** A text, or the message of an error that was written as a map. */
function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (typeof value !== 'object' || value === null || !('message' in value)) return undefined
  return textIn(value.message)
}

/** Two lines that differ only in times, numbers, addresses, ids and quoted names have the same signature. */
function signatureOf(text: string): string | undefined {
  const plain = text
    .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d| UTC)?/gu, '')
    .replaceAll(/"[^"]*"|'[^']*'/gu, '…')
    .replaceAll(/\b[0-9a-f]{8,}(?:-[0-9a-f]{4,})*\b/giu, '#')
    .replaceAll(/\d+(?:[.:]\d+)*/gu, '#')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  return plain === '' ? undefined : plain.slice(0, mostLetters)
}

/**
 * Counts the complaints of one log. Answers, for a signature that was not told for a second, with how many lines had it
 * since; what came after the last telling is never told.
 */
export function complaintCounter(): (at: number, signature: string) => number | undefined {
  const known = new Map<string, { toldAt: number; since: number }>()
  return (at, signature) => {
    const before = known.get(signature)
    if (before === undefined) {
      if (known.size >= mostSignatures) return undefined
      known.set(signature, { toldAt: at, since: 0 })
      return 1
    }
    before.since += 1
    if (at - before.toldAt < quietMs) return undefined
    const { since } = before
    known.set(signature, { toldAt: at, since: 0 })
    return since
  }
}
