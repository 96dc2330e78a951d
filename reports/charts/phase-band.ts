import { html } from '../markup.ts'
import type { Timeline } from '../report-data.ts'
import type { Frame, Strip } from './frame.ts'
import { textWidth } from './text-width.ts'

/** What the harness was doing when: one thin band with the names of the phases. */
export function phaseBand(timeline: Timeline, frame: Frame): Strip {
  const bands = timeline.phases.map(({ phase, from, to }, index) => {
    const left = frame.x(from)
    const width = Math.max(0, frame.x(to) - left)
    const name = textWidth(phase, 11) + 12 < width
    return html`<rect
        x="${left}"
        y="0"
        width="${width}"
        height="17"
        class="phase ${index % 2 === 0 ? '' : 'odd'}"
      />
      ${name && html`<text x="${left + 6}" y="12.5" class="small">${phase}</text>`}`
  })
  return {
    height: 20,
    drawing: html`<text x="0" y="12.5" class="gutter">phases</text>${bands}`,
  }
}
