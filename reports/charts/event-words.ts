import type { Timeline } from '../report-data.ts'

type SystemEvent = Timeline['events'][number]

/** An event that is worth a label, its words, and how much it is worth. */
export interface EventWords {
  readonly event: SystemEvent
  readonly text: string
  readonly weight: number
}

/** With so few events even a repeated one may have a label. */
const fewEvents = 10

/**
 * What to write beside the marks. A breaker that flips forty times says one thing: the first event of each name
 * counts most, above all when the system noticed the fault by it, then the first of each wording.
 */
export function eventWords(events: readonly SystemEvent[]): readonly EventWords[] {
  const inTime = events.toSorted((a, b) => a.at - b.at)
  const kinds = Map.groupBy(inTime, wording)
  const names = new Set<string>()
  return inTime.flatMap((event) => {
    const kind = kinds.get(wording(event)) ?? []
    const newName = !names.has(event.name)
    names.add(event.name)
    const newWording = kind[0] === event
    if (!newName && !newWording && inTime.length > fewEvents) return []
    const count = newWording && kind.length > 1 ? ` ×${kind.length}` : ''
    const weight = newName ? (event.detects ? 6 : 4) : newWording ? 2 : 1
    return [{ event, text: `${spoken(event)}${count}`, weight }]
  })
}

/** The same said by another replica, or about another, is the same wording. */
function wording({ name, text }: SystemEvent): string {
  return `${name} ${text.replaceAll(/-?\d+/gu, '')}`
}

/** Who said what, without saying who twice: `edge: cart-1 is up`, not `edge: edge: cart-1 is up`. */
function spoken({ source, text }: SystemEvent): string {
  const service = source.replace(/-\d+$/u, '')
  const own = [`${source}: `, `${service}: `].find((begin) => text.startsWith(begin)) ?? ''
  return `${source}: ${text.slice(own.length)}`
}
