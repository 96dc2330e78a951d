import { html, type Markup } from '../markup.ts'
import { formatCount, formatMoment } from '../numbers.ts'
import type { ScenarioReport } from '../report-data.ts'

/** What users were told when it went wrong, grouped by meaning. */
export function errorsPanel(scenario: ScenarioReport, id: string): Markup {
  if (scenario.errors.length === 0) return html``
  const rows = scenario.errors
    .toSorted((a, b) => b.count - a.count)
    .map(
      (group) =>
        html`<tr>
          <th scope="row">${group.meaning}</th>
          <td><code>${group.error}</code></td>
          <td>${group.op}</td>
          <td class="number">${formatCount(group.count)}</td>
          <td class="number">${formatMoment(group.first)}</td>
          <td class="number">${formatMoment(group.last)}</td>
        </tr>`,
    )
  return html`<section class="panel">
    <h3 id="${id}-errors">Errors</h3>
    <div class="scroll" role="region" tabindex="0" aria-label="Errors of ${id}">
      <table>
        <thead>
          <tr>
            <th scope="col">meaning</th>
            <th scope="col">code</th>
            <th scope="col">operation</th>
            <th scope="col" class="number">count</th>
            <th scope="col" class="number">first</th>
            <th scope="col" class="number">last</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`
}
