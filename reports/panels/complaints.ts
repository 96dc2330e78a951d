import { html, type Markup } from '../markup.ts'
import { formatCount, formatMoment } from '../numbers.ts'
import type { ComplaintGroup, ScenarioReport } from '../report-data.ts'

/** More wordings than this are left to the history. */
const most = 15

/** What the target's logs complained of that nobody had described, new wordings first. */
export function complaintsPanel(scenario: ScenarioReport, id: string): Markup {
  const groups = scenario.complaints ?? []
  if (groups.length === 0) return html``
  const left = groups.length - most
  return html`<section class="panel">
    <h3 id="${id}-complaints">Complaints in the logs</h3>
    <div class="scroll" role="region" tabindex="0" aria-label="Complaints in the logs of ${id}">
      <table>
        <thead>
          <tr>
            <th scope="col">wording</th>
            <th scope="col">service</th>
            <th scope="col" class="number">before</th>
            <th scope="col" class="number">while hurt</th>
            <th scope="col" class="number">afterwards</th>
            <th scope="col" class="number">first</th>
          </tr>
        </thead>
        <tbody>
          ${groups.slice(0, most).map(row)}
        </tbody>
      </table>
    </div>
    ${left > 0 && html`<p class="gloss">${left} more wordings are in the history.</p>`}
  </section>`
}

function row({ service, text, before, fault, after, first }: ComplaintGroup): Markup {
  const isNew = before === 0
  return html`<tr>
    <th scope="row">${text}${isNew && html`<span class="gloss">new with the fault</span>`}</th>
    <td>${service}</td>
    ${[before, fault, after].map(
      (lines) => html`<td class="number">${lines === 0 ? '–' : formatCount(lines)}</td>`,
    )}
    <td class="number">${formatMoment(first)}</td>
  </tr>`
}
