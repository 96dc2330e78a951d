import { html, type Markup } from '../markup.ts'
import type { ReportData, ScenarioReport } from '../report-data.ts'
import { isNoteTheTitle, titleOf } from '../title.ts'
import { tiles } from './tiles.ts'
import { verdictLabel } from './status.ts'

const mostSteps = 2

/** The ten-second block: which promise broke, what was done, what users felt, the numbers. */
export function verdictPanel(scenario: ScenarioReport, data: ReportData, level: 1 | 2): Markup {
  const { lead, rest } = titleOf(scenario)
  return html`<header class="hero">
    <p class="eyebrow">
      ${verdictLabel(scenario.verdict)}<span class="scenario-id">${scenario.id}</span
      >${circumstances(scenario)}
    </p>
    ${level === 1 ? html`<h1>${unbroken(lead)}</h1>` : html`<h2>${unbroken(lead)}</h2>`}
    ${rest !== '' && html`<p class="subtitle">${rest}</p>`}
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
      ${remedy(scenario)}
    </dl>
    ${tiles(scenario)}
  </header>`
}

/** Why nothing is proved, and what to do about it, where it is read first. */
function remedy({ verdict, judgements }: ScenarioReport): Markup | false {
  if (verdict !== 'INCONCLUSIVE') return false
  const unknown = judgements.filter(({ status }) => status === 'unknown')
  const steps = [...new Set(unknown.flatMap(({ next }) => next ?? []))].slice(0, mostSteps)
  const next = steps.length === 0 ? ['Run it again; if nothing changes, read the doubts.'] : steps
  return html`<div>
    <dt>Next</dt>
    <dd>${next.join(' ')}</dd>
  </div>`
}

function circumstances(scenario: ScenarioReport): Markup {
  const { repeat } = scenario
  return html`${scenario.note && !isNoteTheTitle(scenario) && html`<span class="fact">${scenario.note}</span>`}${repeat.of > 1 && html`<span class="fact">repeat ${repeat.index} of ${repeat.of}</span>`}
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
