import { brokenFirst } from '../marks.ts'
import { html, type Markup } from '../markup.ts'
import { formatLimit, formatReading } from '../numbers.ts'
import type { JudgementReport, ScenarioReport } from '../report-data.ts'
import { groundsOf } from './grounds.ts'
import { statusLabel } from './status.ts'

/** Every promise and what became of it. */
export function judgementsPanel(scenario: ScenarioReport, id: string): Markup {
  return html`<section class="panel">
    <h3 id="${id}-promises">Promises</h3>
    <div class="scroll" role="region" tabindex="0" aria-label="Promises of ${id}">
      <table>
        <thead>
          <tr>
            <th scope="col">status</th>
            <th scope="col">asked</th>
            <th scope="col">found</th>
            <th scope="col" class="number">measured</th>
            <th scope="col" class="number">limit</th>
            <th scope="col">rests on</th>
          </tr>
        </thead>
        <tbody>
          ${brokenFirst(scenario.judgements).map(row)}
        </tbody>
      </table>
    </div>
  </section>`
}

function row(judgement: JudgementReport): Markup {
  const { measured } = judgement
  return html`<tr>
    <td>${statusLabel(judgement.status)}</td>
    <th scope="row">
      <code>${judgement.asked}</code
      ><span class="gloss"
        >${judgement.summary}${judgement.line === undefined && ' Judged in every run.'}</span
      >
    </th>
    <td>${judgement.message}</td>
    <td class="number">
      ${measured && formatReading(measured.reading, measured.unit, measured.limit?.value)}
    </td>
    <td class="number">${measured?.limit && formatLimit(measured.limit, measured.unit)}</td>
    <td class="grounds">${measured && groundsOf(measured.reading, measured.unit)}</td>
  </tr>`
}
