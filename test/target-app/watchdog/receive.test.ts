import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Heartbeat } from '../../../target-app/contracts/heartbeat.ts'
import { lines, takeText } from '../../../target-app/watchdog/receive.ts'

const beat: Heartbeat = {
  kind: 'tcp',
  ...{
    replica: 'cart-1',
    service: 'cart',
    release: '1',
    pid: 7,
    memory: 90,
    memoryLimit: 400,
    answerMs: 2,
  },
}

/** A stream that got these chunks. */
function stream(chunks: readonly string[]) {
  const taken: Heartbeat[] = []
  const seen = { written: '', destroyed: false }
  const socket = {
    write: (text: string) => {
      seen.written += text
      return true
    },
    destroy: () => {
      seen.destroyed = true
      return socket as never
    },
  }
  const take = lines(socket, (heartbeat) => void taken.push(heartbeat))
  for (const chunk of chunks) take(chunk)
  return { taken, seen }
}

test('what is no heartbeat is dropped', () => {
  const taken: Heartbeat[] = []
  const wrong = [
    '',
    'hello',
    '{}',
    JSON.stringify({ ...beat, kind: 'smoke' }),
    JSON.stringify(beat),
  ]
  for (const text of wrong) takeText(text, (heartbeat) => void taken.push(heartbeat))
  expect(taken).toEqual([beat])
})

test('a stream may be cut into chunks anywhere; every line is answered', () => {
  const text = `${JSON.stringify(beat)}\n`.repeat(4)
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), text.length]
      const chunks = places.slice(1).map((end, index) => text.slice(places[index], end))
      const { taken, seen } = stream(chunks)
      expect(taken).toEqual([beat, beat, beat, beat])
      expect(seen).toEqual({ written: '\n\n\n\n', destroyed: false })
    }),
  )
})

test('who sends a line without end is sent away', () => {
  expect(stream(['x'.repeat(5000)]).seen.destroyed).toBe(true)
})
