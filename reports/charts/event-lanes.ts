import { html } from '../markup.ts'
import { formatMoment } from '../numbers.ts'
import type { Timeline } from '../report-data.ts'
import type { Frame, Strip } from './frame.ts'
import { shorten, textWidth } from './frame.ts'
import { placeLabels } from './place-labels.ts'

type SystemEvent = Timeline['events'][number]

const laneHeight = 15
const lanes = 6

/** What the system and the engine did: a mark per event, labels in lanes, detections filled. */
export function eventLanes(events: readonly SystemEvent[], frame: Frame): Strip {
  if (events.length === 0) return { height: 0, drawing: html`` }
  const texts = events.map((event) => shorten(`${event.source} ${event.text}`, 36))
  const labels = placeLabels(
    events.map((event, index) => ({
      x: frame.x(event.at),
      width: textWidth(texts[index] ?? '', 11) + 6,
      important: event.detects,
    })),
    { left: frame.left, right: frame.right, lanes },
  )
  const depth = Math.max(0, ...labels.map((label) => label.lane)) + 1
  const axis = depth * laneHeight + 8
  const marks = events
    .toSorted((a, b) => Number(a.detects) - Number(b.detects))
    .map((event) => mark(event, frame.x(event.at), axis))
  const leaders = labels.map((label) => {
    return html`<path
      d="M${label.x} ${axis - 4}V${axis - 9 - label.lane * laneHeight}"
      class="leader"
    />`
  })
  const words = labels.map((label) => {
    const y = axis - 11 - label.lane * laneHeight
    const toLeft = label.left < label.x
    return html`<text
      x="${toLeft ? label.end - 4 : label.left + 4}"
      y="${y + 3}"
      text-anchor="${toLeft ? 'end' : 'start'}"
      class="small halo"
      >${texts[label.index] ?? ''}</text
    >`
  })
  const hidden = events.length - labels.length
  return {
    height: axis + 10,
    drawing: html`<text x="0" y="${axis + 4}" class="gutter">system events</text>
      ${hidden > 0 && html`<text x="0" y="${axis - 10}" class="tiny">${hidden} without a label</text>`}
      <path d="M${frame.left} ${axis}H${frame.right}" class="rule" />${leaders}${words}${marks}`,
  }
}

function mark(event: SystemEvent, x: number, y: number) {
  const title = html`<title>${formatMoment(event.at)} ${event.source}: ${event.text}</title>`
  return event.detects
    ? html`<path d="M${x} ${y - 5}l5 5l-5 5l-5-5z" class="event detects">${title}</path>`
    : html`<circle cx="${x}" cy="${y}" r="3.5" class="event">${title}</circle>`
}
