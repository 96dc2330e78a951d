import { brokenFirst } from '../marks.ts'
import { html, type Markup } from '../markup.ts'
import { formatMoment } from '../numbers.ts'
import type { JudgementReport, ScenarioReport } from '../report-data.ts'
import { statusLabel } from './status.ts'

const shown = 8

/** Why: every promise that was broken or could not be judged, with the facts it rests on. */
export function evidencePanel(scenario: ScenarioReport, id: string): Markup {
  const open = brokenFirst(scenario.judgements).filter((judgement) => judgement.status !== 'pass')
  if (open.length === 0) return html``
  const title = open.some((judgement) => judgement.status === 'fail')
    ? 'Evidence'
    : 'What could not be told'
  return html`<section class="panel">
    <h3 id="${id}-evidence">${title}</h3>
    ${open.map((judgement) => finding(judgement, scenario.file))}
  </section>`
}

function finding(judgement: JudgementReport, file: string): Markup {
  const place = judgement.line === undefined ? '' : `${file}:${judgement.line}`
  return html`<article class="finding">
    <h4>
      ${statusLabel(judgement.status)}
      <code>${judgement.asked}</code>${place && html` <span class="place">${place}</span>`}
    </h4>
    <p>${judgement.message}</p>
    ${judgement.next && html`<p class="next"><strong>Next:</strong> ${judgement.next}</p>`}
    ${facts(judgement.evidence.slice(0, shown))}
    ${
      judgement.evidence.length > shown &&
      html`<details>
        <summary>${judgement.evidence.length - shown} more</summary>
        ${facts(judgement.evidence.slice(shown))}
      </details>`
    }
  </article>`
}

function facts(evidence: JudgementReport['evidence']): Markup {
  if (evidence.length === 0) return html``
  return html`<ol class="facts">
    ${evidence.map(
      (fact) =>
        html`<li>
          <span class="at">${fact.at === undefined ? '' : formatMoment(fact.at)}</span
          ><span>${fact.text}</span>
        </li>`,
    )}
  </ol>`
}
