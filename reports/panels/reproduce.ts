import { html, type Markup } from '../markup.ts'
import type { ScenarioReport } from '../report-data.ts'

/** The way back to this very run. */
export function reproducePanel(scenario: ScenarioReport, id: string): Markup {
  return html`<section class="panel">
    <h3 id="${id}-again">Run it again</h3>
    <p class="command">
      <code>${scenario.reproduce}</code
      ><button type="button" data-copy="${scenario.reproduce}" hidden>Copy</button>
    </p>
    <p class="muted">
      Seed ${scenario.seed} · scenario <code>${scenario.file}</code> · every recorded request and
      event: <a href="${scenario.history}">${scenario.history}</a>
    </p>
  </section>`
}
