import { html, type Markup } from '../markup.ts'
import type { ReportData, ScenarioReport } from '../report-data.ts'
import { tiles } from './tiles.ts'
import { verdictLabel } from './status.ts'

/** The ten-second block: which promise broke, what was done, what users felt, the numbers. */
export function verdictPanel(scenario: ScenarioReport, data: ReportData, level: 1 | 2): Markup {
  const title = scenario.headline ?? keptInWords(scenario)
  return html`<header class="hero">
    <p class="eyebrow">
      ${verdictLabel(scenario.verdict)}<span class="scenario-id">${scenario.id}</span
      >${circumstances(scenario)}
    </p>
    ${level === 1 ? html`<h1>${unbroken(title)}</h1>` : html`<h2>${unbroken(title)}</h2>`}
    ${data.run.interrupted && html`<p class="notice"><strong>Interrupted.</strong> The run was stopped before its end. Faults were healed first; below is what was recorded until then.</p>`}
    <dl class="story">
      <div>
        <dt>Expected</dt>
        <dd>${scenario.claim}</dd>
      </div>
      <div>
        <dt>Happened</dt>
        <dd>${scenario.happened}</dd>
      </div>
    </dl>
    ${tiles(scenario)}
  </header>`
}

function keptInWords(scenario: ScenarioReport): string {
  const kept = scenario.judgements.filter((judgement) => judgement.status === 'pass').length
  return kept === 1 ? 'The promise was kept.' : `All ${kept} promises were kept.`
}

function circumstances(scenario: ScenarioReport): Markup {
  const { repeat } = scenario
  return html`${scenario.note && html`<span class="fact">${scenario.note}</span>`}${repeat.of > 1 && html`<span class="fact">repeat ${repeat.index} of ${repeat.of}</span>`}
  ${scenario.without.length > 0 && html`<span class="fact">without ${scenario.without.join(', ')}</span>`}
  ${scenario.planted.length > 0 && html`<span class="fact">planted: ${scenario.planted.join(', ')}</span>`}`
}

/** Keeps names such as `redis-1` on one line. */
function unbroken(title: string): Markup {
  const words = title.split(' ')
  return html`${words.map((word, index) => [
    index > 0 && ' ',
    word.includes('-') ? html`<span class="whole">${word}</span>` : word,
  ])}`
}
