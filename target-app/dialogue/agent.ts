/** One agent: a process of its own, so that one that is stuck, crazy or dead takes nobody with it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Task, type News } from './agent-messages.ts'
import { answerTo, checksumOf } from './answer.ts'

/** How long it takes to say two words. Milliseconds. */
const paceMs = Number(process.env['PACE_MS'] ?? 30)

function tell(news: News): void {
  if (process.connected) process.send?.(news)
}

/** People read along, so an answer comes a few words at a time. */
async function speak({ id, question, from }: Task): Promise<void> {
  const { text, cites } = answerTo(question)
  let offset = 0
  for (const words of text.match(/\S+\s*(?:\S+\s*)?/g) ?? []) {
    const end = offset + words.length
    if (end > from) {
      const begin = Math.max(offset, from)
      await sleep(paceMs)
      tell({ kind: 'token', id, offset: begin, text: text.slice(begin, end) })
    }
    offset = end
  }
  tell({ kind: 'done', id, length: text.length, checksum: checksumOf(text), cites: [...cites] })
}

process.on('message', (message) => void speak(Task.parse(message)))
// The service decides when its agents go: it lets them finish what they began.
process.on('SIGTERM', () => {})
process.on('SIGINT', () => {})
tell({ kind: 'ready' })
