import { html, type Markup } from '../markup.ts'
import { formatMoment } from '../numbers.ts'
import type { ScenarioReport } from '../report-data.ts'

/** Reasons not to believe the run, the grave ones first. */
export function doubtsPanel(scenario: ScenarioReport, id: string): Markup {
  if (scenario.doubts.length === 0) return html``
  const ordered = scenario.doubts.toSorted((a, b) => Number(b.fatal) - Number(a.fatal))
  return html`<section class="panel">
    <h3 id="${id}-doubts">Doubts</h3>
    <ol class="facts">
      ${ordered.map(
        (doubt) =>
          html`<li>
            <span class="at">${formatMoment(doubt.at)}</span
            ><span
              ><strong>${doubt.about}${doubt.fatal && ', proves nothing'}:</strong>
              ${doubt.text}</span
            >
          </li>`,
      )}
    </ol>
  </section>`
}
