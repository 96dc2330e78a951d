import { html, type Markup } from '../markup.ts'
import { formatMoment } from '../numbers.ts'
import type { Timeline } from '../report-data.ts'
import type { Frame, Strip } from './frame.ts'
import { shorten, textWidth } from './frame.ts'
import { type PlacedLabel, placeLabels } from './place-labels.ts'

type SystemEvent = Timeline['events'][number]

const laneHeight = 15
const lanes = 6
/** Longer texts first; shorter ones when that gives more events a label. */
const textLengths = [36, 30, 25] as const

/** What the system and the engine did: a mark per event, labels in lanes, detections filled. */
export function eventLanes(events: readonly SystemEvent[], frame: Frame): Strip {
  if (events.length === 0) return { height: 0, drawing: html`` }
  const { labels, texts } = labelled(events, frame)
  const depth = Math.max(0, ...labels.map((label) => label.lane)) + 1
  const axis = depth * laneHeight + 8
  const marks = events
    .toSorted((a, b) => Number(a.detects) - Number(b.detects))
    .map((event) => mark(event, frame.x(event.at), axis))
  const drawn = labels.map((label) => labelDrawing(label, texts[label.index] ?? '', axis))
  const hidden = events.length - labels.length
  return {
    height: axis + 10,
    drawing: html`<text x="0" y="${axis + 4}" class="gutter">system events</text>
      ${hidden > 0 && html`<text x="0" y="${axis - 10}" class="tiny">${hidden} without a label</text>`}
      <path
        d="M${frame.left} ${axis}H${frame.right}"
        class="rule"
      />${drawn.map(([leader]) => leader)}${drawn.map(([, words]) => words)}${marks}`,
  }
}

interface Labelled {
  readonly labels: readonly PlacedLabel[]
  readonly texts: readonly string[]
}

function labelled(events: readonly SystemEvent[], frame: Frame): Labelled {
  const attempts = textLengths.map((length): Labelled => {
    const texts = events.map((event) => shorten(`${event.source} ${event.text}`, length))
    const wishes = events.map((event, index) => ({
      x: frame.x(event.at),
      width: textWidth(texts[index] ?? '', 11) + 6,
      important: event.detects,
    }))
    const labels = placeLabels(wishes, { left: frame.left, right: frame.right, lanes })
    return { labels, texts }
  })
  return attempts.reduce((a, b) => (b.labels.length > a.labels.length ? b : a))
}

/** The leader line and the words. All leaders are drawn before all words, so that words stay whole. */
function labelDrawing(label: PlacedLabel, text: string, axis: number): readonly [Markup, Markup] {
  const y = axis - 8 - label.lane * laneHeight
  const toLeft = label.left < label.x
  return [
    html`<path d="M${label.x} ${axis - 4}V${y - 1}" class="leader" />`,
    html`<text
      x="${toLeft ? label.end - 4 : label.left + 4}"
      y="${y}"
      text-anchor="${toLeft ? 'end' : 'start'}"
      class="small halo"
      >${text}</text
    >`,
  ]
}

function mark(event: SystemEvent, x: number, y: number): Markup {
  const title = html`<title>${formatMoment(event.at)} ${event.source}: ${event.text}</title>`
  return event.detects
    ? html`<path d="M${x} ${y - 5}l5 5l-5 5l-5-5z" class="event detects">${title}</path>`
    : html`<circle cx="${x}" cy="${y}" r="3.5" class="event">${title}</circle>`
}
