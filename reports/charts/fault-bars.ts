import { html, type Markup } from '../markup.ts'
import { formatCount, formatValue } from '../numbers.ts'
import type { FaultBar } from '../report-data.ts'
import { type Frame, frameSize, type Strip } from './frame.ts'
import { placeInscription } from './place-inscription.ts'
import { stack } from './stack.ts'
import { cutToWidth, textWidth } from './text-width.ts'

const laneHeight = 21
const size = 11
/** Bold letters are wider. */
const bold = 1.1

/** One lane per fault: hatched from request to effect, solid until it was healed. */
export function faultBars(faults: readonly FaultBar[], frame: Frame): Strip {
  if (faults.length === 0) {
    return {
      height: laneHeight,
      drawing: html`<text x="0" y="13" class="gutter">faults</text
        ><text x="${frame.left + 6}" y="13" class="small">none: a control run</text>`,
    }
  }
  return stack(faults.map((fault) => lane(fault, frame)))
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

function lane(fault: FaultBar, frame: Frame): Strip {
  const start = frame.x(fault.requested)
  const effective = fault.effective === null ? null : frame.x(fault.effective)
  const end = frame.x(fault.healed ?? frame.to)
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
  const words = cutToWidth(wordsOn(fault), size, frame.right - frame.left)
  const room = end - (fault.healed === null ? 10 : 0)
  const place = placeInscription(textWidth(words, size), effective ?? start, room, frame)
  const below = place.where === 'below'
  return {
    height: below ? laneHeight + 16 : laneHeight,
    drawing: html`<text x="0" y="13" class="gutter strong">${gutterName(fault)}</text
      ><g
        ><title>${fault.fault} ${fault.target.join(', ')}: ${wordsOn(fault)}</title
        >${lead}${solid}${arrow}</g
      ><text
        x="${place.left}"
        y="${below ? 29 : 13}"
        class="small${place.where === 'inside' && effective !== null ? ' on-fault' : ' halo'}"
        >${words}</text
      >`,
  }
}

/** Fault and target where both fit beside the plot, else only the fault. */
function gutterName(fault: FaultBar): string {
  const both = `${fault.fault} ${fault.where}`
  return textWidth(both, 12) * bold <= frameSize.left - 8 ? both : fault.fault
}

function wordsOn(fault: FaultBar): string {
  const named = gutterName(fault) !== fault.fault || fault.effect.includes(fault.where)
  const where = named ? '' : `${fault.where}: `
  if (fault.effective === null) return `${where}never took effect; ${fault.effect}`
  const length =
    fault.healed === null
      ? 'not healed'
      : `healed after ${formatValue(fault.healed - fault.effective, 'ms')}`
  const touched = fault.touched === null ? [] : [feltWords(fault.touched)]
  const effect = fault.effect === fault.fault ? [] : [fault.effect]
  return `${where}${[...effect, length, ...touched].join(', ')}`
}

function feltWords(touched: number): string {
  return touched === 0 ? 'felt by nobody' : `felt ${formatCount(touched)} times`
}
