import { html, type Markup } from '../markup.ts'
import { formatMoment } from '../numbers.ts'
import type { Timeline } from '../report-data.ts'
import { type EventWords, eventWords } from './event-words.ts'
import type { Frame, Strip } from './frame.ts'
import { growLabels, type PlacedLabel, placeLabels, worth } from './place-labels.ts'
import { cutToWidth, textWidth } from './text-width.ts'

type SystemEvent = Timeline['events'][number]

const size = 11
const laneHeight = 15
const lanes = 8
/** Whole texts first; shorter ones, in pixels, when that gives more events a label. */
const rooms = [460, 340, 260, 180] as const
const padding = 6
const rounding = 0.1
/** A text that need not be cut is worth so many lanes. */
const wholeText = 2

/** What the system and the engine did: a mark per event, labels in lanes, detections filled. */
export function eventLanes(events: readonly SystemEvent[], frame: Frame): Strip {
  if (events.length === 0) return { height: 0, drawing: html`` }
  const labels = labelled(eventWords(events), frame)
  const depth = Math.max(0, ...labels.map((label) => label.lane)) + 1
  const axis = depth * laneHeight + 8
  const marks = events
    .toSorted((a, b) => Number(a.detects) - Number(b.detects))
    .map((event) => mark(event, frame.x(event.at), axis))
  const drawn = labels.map((label) => labelDrawing(label, axis))
  const hidden = events.length - labels.length
  return {
    height: axis + 10,
    drawing: html`<text x="0" y="${axis + 4}" class="gutter">system events</text>
      ${hidden > 0 && html`<text x="0" y="${axis - 10}" class="tiny">${hidden} more as marks only</text>`}
      <path
        d="M${frame.left} ${axis}H${frame.right}"
        class="rule"
      />${drawn.map(([leader]) => leader)}${drawn.map(([, words]) => words)}${marks}`,
  }
}

interface EventLabel extends PlacedLabel {
  readonly text: string
  readonly title: string
}

/** Labels are placed short, so that many find a place, and then take the room that is left. */
function labelled(words: readonly EventWords[], frame: Frame): readonly EventLabel[] {
  const bounds = { left: frame.left, right: frame.right, lanes }
  const whole = words.map(({ event, text, weight }) => ({
    x: frame.x(event.at),
    width: textWidth(text, size) + padding,
    weight,
  }))
  const attempts = rooms.map((room) => {
    const short = whole.map((wish) => ({ ...wish, width: Math.min(wish.width, room) }))
    const labels = growLabels(placeLabels(short, bounds), whole, bounds)
    const uncut = labels.filter(
      ({ left, end, index }) => end - left + rounding >= (whole[index]?.width ?? 0),
    )
    return { labels, worth: worth(labels, whole) + uncut.length * wholeText }
  })
  const best = attempts.reduce((a, b) => (b.worth > a.worth ? b : a))
  return best.labels.flatMap((label) => {
    const said = words[label.index]
    if (said === undefined) return []
    const text = cutToWidth(said.text, size, label.end - label.left - padding + rounding)
    return [{ ...label, text, title: titleOf(said.event) }]
  })
}

/** The leader line and the words. All leaders are drawn before all words, so that words stay whole. */
function labelDrawing(label: EventLabel, axis: number): readonly [Markup, Markup] {
  const y = axis - 8 - label.lane * laneHeight
  const toLeft = label.left < label.x
  return [
    html`<path d="M${label.x} ${axis - 4}V${y - 1}" class="leader" />`,
    html`<text
      x="${toLeft ? label.end - 4 : label.left + 4}"
      y="${y}"
      text-anchor="${toLeft ? 'end' : 'start'}"
      class="small halo"
      ><title>${label.title}</title>${label.text}</text
    >`,
  ]
}

function mark(event: SystemEvent, x: number, y: number): Markup {
  const title = html`<title>${titleOf(event)}</title>`
  return event.detects
    ? html`<path d="M${x} ${y - 5}l5 5l-5 5l-5-5z" class="event detects">${title}</path>`
    : html`<circle cx="${x}" cy="${y}" r="3.5" class="event">${title}</circle>`
}

function titleOf({ at, source, text }: SystemEvent): string {
  return `${formatMoment(at)} ${source}: ${text}`
}
