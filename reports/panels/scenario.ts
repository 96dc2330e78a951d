import { anchorOf } from '../marks.ts'
import { html, type Markup } from '../markup.ts'
import type { ReportData, ScenarioReport } from '../report-data.ts'
import { complaintsPanel } from './complaints.ts'
import { doubtsPanel } from './doubts.ts'
import { errorsPanel } from './errors.ts'
import { evidencePanel } from './evidence.ts'
import { judgementsPanel } from './judgements.ts'
import { laddersPanel } from './ladders.ts'
import { measuresPanel } from './measures.ts'
import { methodPanel } from './method.ts'
import { reproducePanel } from './reproduce.ts'
import { screenshotsPanel } from './screenshots.ts'
import { timelinePanel } from './timeline.ts'
import { verdictPanel } from './verdict.ts'

/** Everything about one execution of one scenario, from the verdict down to the method. */
export function scenarioPanel(scenario: ScenarioReport, data: ReportData, level: 1 | 2): Markup {
  const id = anchorOf(scenario)
  return html`<article class="scenario" id="${id}">
    ${verdictPanel(scenario, data, level)} ${level === 1 && html`<h2 class="hidden">Details</h2>`}
    ${timelinePanel(scenario, id)} ${evidencePanel(scenario, id)} ${screenshotsPanel(scenario, id)}
    ${laddersPanel(scenario, id)} ${errorsPanel(scenario, id)} ${complaintsPanel(scenario, id)}
    ${judgementsPanel(scenario, id)} ${measuresPanel(scenario, id)} ${doubtsPanel(scenario, id)}
    ${methodPanel(scenario)} ${reproducePanel(scenario, id)}
  </article>`
}
