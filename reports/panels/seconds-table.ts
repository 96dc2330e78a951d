import { html, type Markup } from '../markup.ts'
import { formatCount, formatValue } from '../numbers.ts'
import { faultsTable } from './faults-table.ts'
import type { OperationSeries, Timeline } from '../report-data.ts'

/** The numbers behind the chart, one row per second, and the events: the chart for those who read. */
export function secondsTable(timeline: Timeline, id: string): Markup {
  const operations = timeline.operations
  const rows = wholeSeconds(timeline).map(
    (second) =>
      html`<tr data-at="${second * 1000}">
        <th scope="row">${signed(second)}</th>
        ${operations.map((series) => html`<td>${cell(series, second * 1000)}</td>`)}
      </tr>`,
  )
  return html`<details class="numbers">
    <summary>Numbers, faults and events of this timeline</summary>
    ${faultsTable(timeline, id)}
    <div class="tables">
      <div class="scroll" role="region" tabindex="0" aria-label="Requests per second of ${id}">
        <table class="dense" data-seconds>
          <caption>
            Requests by the second in which they were meant to start
          </caption>
          <thead>
            <tr>
              <th scope="col">second</th>
              ${operations.map((series) => html`<th scope="col">${series.op}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>
      ${eventsTable(timeline, id)}
    </div>
  </details>`
}

function wholeSeconds(timeline: Timeline): readonly number[] {
  const first = Math.floor(timeline.from / 1000)
  const count = Math.max(0, Math.ceil(timeline.to / 1000) - first)
  return Array.from({ length: count }, (_, index) => first + index)
}

function signed(second: number): string {
  return second < 0 ? `−${-second}` : second === 0 ? '0' : `+${second}`
}

function cell(series: OperationSeries, at: number): string {
  const bins = series.bins.filter((bin) => bin.at >= at && bin.at < at + 1000)
  const sum = (pick: (bin: OperationSeries['bins'][number]) => number): number =>
    bins.reduce((total, bin) => total + pick(bin), 0)
  const parts = [
    [sum((bin) => bin.ok), 'good'],
    [sum((bin) => bin.slow), 'late'],
    [sum((bin) => bin.degraded), 'degraded'],
    [sum((bin) => bin.fail), 'failed'],
    [sum((bin) => bin.unknown), 'unknown'],
  ] as const
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${formatCount(count)} ${word}`)
  const p95 = Math.max(0, ...bins.map((bin) => bin.p95 ?? 0))
  if (words.length === 0) return 'no requests'
  return p95 > 0 ? `${words.join(', ')}; p95 ${formatValue(p95, 'ms')}` : words.join(', ')
}

function eventsTable(timeline: Timeline, id: string): Markup {
  if (timeline.events.length === 0) return html``
  return html`<div class="scroll" role="region" tabindex="0" aria-label="System events of ${id}">
    <table class="dense">
      <caption>
        What the system and the engine did
      </caption>
      <thead>
        <tr>
          <th scope="col">at, s</th>
          <th scope="col">who</th>
          <th scope="col">what</th>
        </tr>
      </thead>
      <tbody>
        ${timeline.events.map(
          (event) =>
            html`<tr>
              <th scope="row">${(event.at / 1000).toFixed(2)}</th>
              <td class="whole">${event.source}</td>
              <td>${event.text}${event.detects && ' (noticed the fault)'}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
