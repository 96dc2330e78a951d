/** Whether a streamed answer came whole, was clearly ended, or broke off. */
import type { Answer } from 'aftershock'
import crypto from 'k6/crypto'
import type { Response } from 'k6/http'

interface StreamEvent {
  readonly event?: unknown
  readonly offset?: unknown
  readonly text?: unknown
  readonly length?: unknown
  readonly checksum?: unknown
}

/** Every event carries itself as JSON behind `data: `. */
function eventsIn(body: unknown): StreamEvent[] {
  const lines = typeof body === 'string' ? body.split('\n') : []
  return lines
    .filter((line) => line.startsWith('data: '))
    .map((line): StreamEvent => ({ ...JSON.parse(line.slice('data: '.length)) }))
}

/** Every whole answer says where it is from, or when somebody else will answer. */
const lastSentence = /(?:You find this under “.+”|within a working day)\.$/

export function judgeStream({ status, body }: Response): Answer {
  let text = ''
  for (const { event, ...told } of eventsIn(body)) {
    if (event === 'token') text = text.slice(0, Number(told.offset)) + String(told.text)
    if (event === 'sorry') return { outcome: 'degraded', status, tier: 'resting' }
    if (event !== 'end') continue
    const same = told.length === text.length && told.checksum === checksumOf(text)
    const whole = same && lastSentence.test(text)
    return whole ? { outcome: 'ok', status } : { outcome: 'fail', status, error: 'wrong-content' }
  }
  return { outcome: 'fail', status, error: 'broken-off' }
}

const checksumOf = (text: string): string => crypto.sha256(text, 'hex').slice(0, 16)
