import { scaleLinear } from 'd3-scale'
import { html, type Markup } from '../markup.ts'
import type { Frame, Strip } from './frame.ts'

function ticks(frame: Frame): readonly number[] {
  return scaleLinear()
    .domain([frame.from / 1000, frame.to / 1000])
    .ticks(12)
    .map((seconds) => seconds * 1000)
}

/** Hairlines behind the rows; the line at zero is stronger. */
export function grid(frame: Frame, height: number): Markup {
  const lines = ticks(frame).map(
    (at) => html`<path d="M${frame.x(at)} 0V${height}" class="grid${at === 0 ? ' zero' : ''}" />`,
  )
  return html`${lines}`
}

export function timeAxis(frame: Frame, zeroIs: string): Strip {
  const labels = ticks(frame).map((at) => {
    const seconds = at / 1000
    const text = seconds > 0 ? `+${seconds}` : String(seconds).replace('-', '−')
    return html`<text
      x="${frame.x(at)}"
      y="12"
      text-anchor="middle"
      class="small${at === 0 ? ' strong' : ''}"
      >${text}</text
    >`
  })
  return {
    height: 32,
    drawing: html`<text x="0" y="12" class="gutter">seconds</text>${labels}<text
        x="${frame.x(0)}"
        y="27"
        text-anchor="middle"
        class="tiny"
        >${zeroIs}</text
      >`,
  }
}
