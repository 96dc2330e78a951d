import { html, type Markup } from '../markup.ts'
import type { ScenarioReport } from '../report-data.ts'

/** Definitions and the constants that dominate the numbers. */
export function methodPanel(scenario: ScenarioReport): Markup {
  return html`<details class="panel drawer">
    <summary>Method: how these numbers were made</summary>
    <dl class="method">
      ${Object.entries(scenario.method).map(
        ([label, text]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
  </details>`
}
