import { createInterface } from 'node:readline'
import { PassThrough, type Readable } from 'node:stream'
import type { EventRecord } from '../history/record.ts'
import type { LogEvent } from '../target/target.ts'
import type { Container } from './engine.ts'

/** Turns one log line with the engine's time stamp into an event, if the target knows it. Pure. */
export function recognise(
  source: string,
  line: string,
  known: Readonly<Record<string, LogEvent>>,
): EventRecord | undefined {
  const space = line.indexOf(' ')
  const at = Date.parse(line.slice(0, space))
  if (Number.isNaN(at)) return undefined
  const text = line.slice(space + 1)
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
  createInterface({ input: merged }).on('line', (line) => {
    const event = recognise(source, line, known)
    // The engine's `since` has a resolution of one second.
    if (event && event.at >= from) listener(event)
  })
  return () => {
    stream.destroy()
    merged.end()
  }
}
