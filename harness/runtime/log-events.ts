import { createInterface } from 'node:readline'
import { PassThrough, type Readable } from 'node:stream'
import type { EventRecord } from '../history/record.ts'
import type { LogEvent } from '../target/target.ts'
import { complaintCounter, complaintIn } from './complaints.ts'
import type { Container } from './engine.ts'

/** Turns one log line with the engine's time stamp into an event, if the target knows it. Pure. */
export function recognise(
  source: string,
  line: string,
  known: Readonly<Record<string, LogEvent>>,
): EventRecord | undefined {
  const { at, text } = splitLine(line)
  if (at === undefined) return undefined
  for (const [name, event] of Object.entries(known)) {
    const match = text.match(event.pattern)
    if (!match) continue
    const shown = event.describe?.(match) ?? match[0]
    return {
      kind: 'event',
      at,
      source,
      name,
      text: shown,
      ...(event.detects === true ? { detects: true } : {}),
    }
  }
  return undefined
}

/**
 * Follows the log of one container from a moment on (wall-clock milliseconds). The engine ends the
 * stream when the container ends; `followLog` is called again, with the moment of its start, when it runs again.
 */
export async function followLog(
  source: string,
  container: Container,
  known: Readonly<Record<string, LogEvent>>,
  listener: (event: EventRecord) => void,
  from: number,
): Promise<() => void> {
  const stream = (await container.logs({
    follow: true,
    stdout: true,
    stderr: true,
    timestamps: true,
    since: Math.floor(from / 1000),
  })) as unknown as Readable
  const merged = new PassThrough()
  container.modem.demuxStream(stream, merged, merged)
  stream.on('end', () => merged.end())
  stream.on('error', () => merged.end())
  const complain = complaintsOf(source)
  createInterface({ input: merged }).on('line', (line) => {
    const event = recognise(source, line, known) ?? complain(line)
    // The engine's `since` has a resolution of one second.
    if (event && event.at >= from) listener(event)
  })
  return () => {
    stream.destroy()
    merged.end()
  }
}

/** Turns lines that nobody described and that complain into events, each wording once in a while. */
export function complaintsOf(source: string): (line: string) => EventRecord | undefined {
  const count = complaintCounter()
  return (line) => {
    const { at, text } = splitLine(line)
    const signature = at === undefined ? undefined : complaintIn(text)
    if (at === undefined || signature === undefined) return undefined
    const complaints = count(at, signature)
    return complaints === undefined
      ? undefined
      : { kind: 'event', at, source, name: 'complaint', text: signature, complaints }
  }
}

/** The engine's time stamp, in milliseconds since 1970, and what the program wrote. */
function splitLine(line: string): { readonly at?: number; readonly text: string } {
  const space = line.indexOf(' ')
  const at = Date.parse(line.slice(0, space))
  const text = line.slice(space + 1)
  return Number.isNaN(at) ? { text } : { at, text }
}
