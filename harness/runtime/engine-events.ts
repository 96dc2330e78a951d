import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { EventRecord } from '../history/record.ts'
import type { ContainerRuntimeClient } from './engine.ts'

const engineEvent = z.object({
  Action: z.string(),
  timeNano: z.number(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()) }),
})

/** `kill` is left out: the engine emits it for harmless signals too; `die` is the end itself. */
const actions = ['die', 'start', 'pause', 'unpause', 'oom']

/** What events of the engine are called. */
export const engineEventNames: readonly string[] = actions.map(nameOfAction)

function nameOfAction(action: string): string {
  return `container-${action}`
}

/** What one line of the engine's stream says about a container that is known. Pure. */
export function readEngineEvent(
  line: string,
  nameOf: (containerId: string) => string | undefined,
): EventRecord | undefined {
  const read = engineEvent.safeParse(jsonOf(line))
  if (!read.success) return undefined
  const { Action, timeNano, Actor } = read.data
  const source = nameOf(Actor.ID)
  if (source === undefined) return undefined
  const exit = Action === 'die' ? ` with exit code ${Actor.Attributes['exitCode'] ?? '?'}` : ''
  return {
    kind: 'event',
    at: timeNano / 1e6,
    source,
    name: nameOfAction(Action),
    text: `${source}: ${Action}${exit}`,
  }
}

/** The last line is cut short when the stream is closed while it is written. */
function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** What the engine says happened to the containers of one run, as it happens. */
export async function followEngine(
  engine: ContainerRuntimeClient,
  nameOf: (containerId: string) => string | undefined,
  listener: (event: EventRecord) => void,
): Promise<() => void> {
  const stream = (await engine.container.dockerode.getEvents({
    filters: JSON.stringify({ type: ['container'], event: actions }),
  })) as Readable
  const lines = createInterface({ input: stream })
  lines.on('line', (line) => {
    const event = readEngineEvent(line, nameOf)
    if (event) listener(event)
  })
  // The stream ends with an error when it is destroyed; that is our own doing.
  stream.on('error', () => {})
  lines.on('error', () => {})
  return () => stream.destroy()
}
