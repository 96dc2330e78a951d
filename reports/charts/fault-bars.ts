import { html, type Markup } from '../markup.ts'
import { formatCount, formatValue } from '../numbers.ts'
import type { FaultBar } from '../report-data.ts'
import type { Frame, Strip } from './frame.ts'
import { shorten, textWidth } from './frame.ts'

const laneHeight = 21

/** One lane per fault: hatched from request to effect, solid until it was healed. */
export function faultBars(faults: readonly FaultBar[], frame: Frame): Strip {
  if (faults.length === 0) {
    return {
      height: laneHeight,
      drawing: html`<text x="0" y="13" class="gutter">faults</text
        ><text x="${frame.left + 6}" y="13" class="small">none: a control run</text>`,
    }
  }
  const lanes = faults.map(
    (fault, index) =>
      html`<g transform="translate(0 ${index * laneHeight})">${lane(fault, frame)}</g>`,
  )
  return { height: faults.length * laneHeight + 2, drawing: html`${lanes}` }
}

/** The time under a fault, as a pale ground behind all rows. */
export function faultGround(faults: readonly FaultBar[], frame: Frame, height: number): Markup {
  const grounds = faults.flatMap((fault) => {
    if (fault.effective === null) return []
    const left = frame.x(fault.effective)
    const width = frame.x(fault.healed ?? frame.to) - left
    return [
      html`<rect
        x="${left}"
        y="0"
        width="${Math.max(width, 1)}"
        height="${height}"
        class="fault-ground"
      />`,
    ]
  })
  return html`${grounds}`
}

function lane(fault: FaultBar, frame: Frame): Markup {
  const start = frame.x(fault.requested)
  const effective = fault.effective === null ? null : frame.x(fault.effective)
  const end = frame.x(fault.healed ?? frame.to)
  const name = gutterName(fault)
  const solid =
    effective !== null &&
    html`<rect
      x="${effective}"
      y="2"
      width="${Math.max(end - effective, 2)}"
      height="14"
      class="fault"
    />`
  const lead = html`<rect
    x="${start}"
    y="2"
    width="${Math.max((effective ?? end) - start, 1.5)}"
    height="14"
    class="fault-lead"
  />`
  const arrow =
    fault.healed === null && html`<path d="M${end - 9} 4l6 5l-6 5" class="fault-open" />`
  return html`<text x="0" y="13" class="gutter strong">${name}</text
    >${lead}${solid}${arrow}${inscription(fault, frame, effective ?? start, end)}`
}

function inscription(fault: FaultBar, frame: Frame, start: number, end: number): Markup {
  const text = wordsOn(fault)
  const width = textWidth(text, 11) + 14
  if (width < end - start) {
    return html`<text x="${start + 7}" y="13" class="small on-fault">${text}</text>`
  }
  if (end + width < frame.right) {
    return html`<text x="${end + 6}" y="13" class="small">${text}</text>`
  }
  return html`<text x="${start - 6}" y="13" text-anchor="end" class="small">${text}</text>`
}

/** Fault and target where both fit beside the plot, else only the fault. */
function gutterName(fault: FaultBar): string {
  const both = `${fault.fault} ${fault.target.join(', ')}`
  return both.length <= 20 ? both : fault.fault
}

function wordsOn(fault: FaultBar): string {
  const more = fault.target.length > 1 ? ` and ${fault.target.length - 1} more` : ''
  const where = gutterName(fault) === fault.fault ? `${fault.target[0] ?? ''}${more}: ` : ''
  if (fault.effective === null) return `${where}never took effect; ${fault.effect}`
  const length =
    fault.healed === null
      ? 'not healed'
      : `healed after ${formatValue(fault.healed - fault.effective, 'ms')}`
  const touched = fault.touched === null ? '' : `, ${feltWords(fault.touched)}`
  const effect = fault.effect === fault.fault ? [] : [shorten(fault.effect, 60)]
  return `${where}${[...effect, length].join(', ')}${touched}`
}

function feltWords(touched: number): string {
  return touched === 0 ? 'felt by nobody' : `felt ${formatCount(touched)} times`
}
