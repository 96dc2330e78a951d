import { timelineChart } from '../charts/timeline.ts'
import { html, type Markup } from '../markup.ts'
import type { ScenarioReport } from '../report-data.ts'
import { secondsTable } from './seconds-table.ts'

const states = [
  ['ok', 'good'],
  ['slow', 'good, but too late'],
  ['degraded', 'degraded'],
  ['fail', 'failed'],
  ['unknown', 'unknown'],
] as const

/** The chart, its legend, and its numbers as a table. */
export function timelinePanel(scenario: ScenarioReport, id: string): Markup {
  return html`<section class="panel">
    <div class="panel-head">
      <h3 id="${id}-timeline">Timeline</h3>
      ${legend()}
    </div>
    <p class="readout" data-readout aria-live="off"></p>
    <div class="scroll" role="region" tabindex="0" aria-label="Timeline of ${id}" data-chart>
      ${timelineChart(scenario.timeline, `${id}-chart`, scenario.id)}
    </div>
    ${secondsTable(scenario.timeline, id)}
  </section>`
}

function legend(): Markup {
  return html`<ul class="legend">
    ${states.map(
      ([name, words]) =>
        html`<li>
          <svg width="18" height="12" aria-hidden="true">
            <rect width="18" height="12" class="area ${name}" /></svg
          >${words}
        </li>`,
    )}
    <li>
      <svg width="18" height="12" aria-hidden="true">
        <path d="M9 1l5 5l-5 5l-5-5z" class="event detects" /></svg
      >the system noticed
    </li>
    <li>
      <svg width="18" height="12" aria-hidden="true">
        <path d="M0 9h6v-5h6v3h6" class="latency" /></svg
      >p95 latency of answers, log scale
    </li>
  </ul>`
}
