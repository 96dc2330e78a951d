import { html, type Markup } from '../markup.ts'
import { formatMoment } from '../numbers.ts'
import type { Timeline } from '../report-data.ts'
import { eventLanes } from './event-lanes.ts'
import { faultBars, faultGround } from './fault-bars.ts'
import { frameOf } from './frame.ts'
import { operationRow } from './operation-row.ts'
import { phaseBand } from './phase-band.ts'
import { stack } from './stack.ts'
import { grid, timeAxis } from './time-axis.ts'

/** The whole run of one scenario on one time axis: what was done, what the system did, what users felt. */
export function timelineChart(timeline: Timeline, id: string, name: string): Markup {
  const frame = frameOf(timeline)
  const above = [
    phaseBand(timeline, frame),
    faultBars(timeline.faults, frame),
    eventLanes(timeline.events, frame),
  ]
  const rows = timeline.operations.map((series) => operationRow(series, frame))
  const zeroIs = timeline.faults.length > 0 ? 'the fault took effect' : 'the baseline ended'
  const stacked = stack([...above, ...rows])
  const axis = timeAxis(frame, zeroIs)
  const height = stacked.height + axis.height
  return html`<svg
    viewBox="0 0 ${frame.width} ${height}"
    width="${frame.width}"
    height="${height}"
    role="img"
    aria-labelledby="${id}-title ${id}-desc"
    class="timeline"
    data-left="${frame.left}"
    data-right="${frame.right}"
    data-from="${frame.from}"
    data-to="${frame.to}"
    data-width="${frame.width}"
  >
    <title id="${id}-title">Timeline of ${name}</title>
    <desc id="${id}-desc">${describe(timeline)}</desc>
    ${faultGround(timeline.faults, frame, stacked.height)}${grid(frame, stacked.height + 2)}
    ${stacked.drawing}
    <g transform="translate(0 ${stacked.height + 2})">${axis.drawing}</g>
    <path d="M0 0V${stacked.height}" class="cursor" visibility="hidden" />
  </svg>`
}

/** The chart in words, for those who do not see it. */
export function describe(timeline: Timeline): string {
  const faults = timeline.faults.map((fault) => {
    const end =
      fault.healed === null ? 'was not healed' : `was healed at ${formatMoment(fault.healed)}`
    return `${fault.fault} ${fault.where} ${end}.`
  })
  const operations = timeline.operations.map((series) => {
    const bad = series.bins.filter((bin) => bin.fail + bin.unknown > 0)
    const first = bad[0]
    const last = bad.at(-1)
    if (first === undefined || last === undefined) return `${series.op}: no failed request.`
    const failed = bad.reduce((sum, bin) => sum + bin.fail + bin.unknown, 0)
    return `${series.op}: ${failed} failed or unanswered requests between ${formatMoment(first.at)} and ${formatMoment(last.at + series.binMs)}.`
  })
  return [...faults, ...operations].join(' ')
}
