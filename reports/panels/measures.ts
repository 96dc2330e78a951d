import { html, type Markup } from '../markup.ts'
import { formatReading } from '../numbers.ts'
import type { MeasureReport, ScenarioReport } from '../report-data.ts'
import { groundsOf } from './grounds.ts'

/** Every number that was read, operations side by side, each with what it rests on. */
export function measuresPanel(scenario: ScenarioReport, id: string): Markup {
  const perOperation = scenario.measures.filter((measure) => measure.op !== undefined)
  const perRun = scenario.measures.filter((measure) => measure.op === undefined)
  if (scenario.measures.length === 0) return html``
  const operations = [...new Set(perOperation.flatMap((measure) => measure.op ?? []))]
  return html`<section class="panel">
    <h3 id="${id}-measures">Measures</h3>
    <div class="tables">
      ${perOperation.length > 0 && grid(perOperation, operations, id)}${perRun.length > 0 && list(perRun, id)}
    </div>
  </section>`
}

function grid(
  measures: readonly MeasureReport[],
  operations: readonly string[],
  id: string,
): Markup {
  const byName = Map.groupBy(measures, (measure) => measure.name)
  const rows = [...byName].map(
    ([name, group]) =>
      html`<tr>
        ${label(name, group[0]?.summary ?? '')}${operations.map((op) =>
          reading(group.find((measure) => measure.op === op)),
        )}
      </tr>`,
  )
  return html`<div
    class="scroll"
    role="region"
    tabindex="0"
    aria-label="Measures per operation of ${id}"
  >
    <table class="measures">
      <thead>
        <tr>
          <th scope="col">per operation</th>
          ${operations.map((op) => html`<th scope="col" class="number">${op}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}

function list(measures: readonly MeasureReport[], id: string): Markup {
  return html`<div
    class="scroll"
    role="region"
    tabindex="0"
    aria-label="Measures of the whole run of ${id}"
  >
    <table class="measures">
      <thead>
        <tr>
          <th scope="col">whole run</th>
          <th scope="col" class="number">value</th>
        </tr>
      </thead>
      <tbody>
        ${measures.map(
          (measure) =>
            html`<tr>
              ${label(measure.name, measure.summary)}${reading(measure)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function label(name: string, summary: string): Markup {
  return html`<th scope="row"><code>${name}</code><span class="gloss">${summary}</span></th>`
}

function reading(measure: MeasureReport | undefined): Markup {
  if (measure === undefined) return html`<td class="number">–</td>`
  const { reading: read, unit } = measure
  if (read.value === null)
    return html`<td class="number">–<span class="gloss">${read.because}</span></td>`
  return html`<td class="number">
    ${formatReading(read, unit)}<span class="gloss">${groundsOf(read, unit)}</span
    >${read.note && html`<span class="gloss">${read.note}</span>`}
  </td>`
}
