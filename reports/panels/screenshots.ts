import { html, type Markup } from '../markup.ts'
import { formatMoment, formatValue } from '../numbers.ts'
import type { ScenarioReport, Screenshot } from '../report-data.ts'

const moments = { baseline: 'before', fault: 'during the fault', after: 'after' } as const

/** What one person saw in the browser before, during and after. */
export function screenshotsPanel(scenario: ScenarioReport, id: string): Markup {
  if (scenario.screenshots.length === 0) return html``
  const journeys = Map.groupBy(scenario.screenshots, (shot) => shot.journey)
  return html`<section class="panel">
    <h3 id="${id}-screens">What users saw</h3>
    ${[...journeys].map(
      ([journey, shots]) =>
        html`<h4>Journey <code>${journey}</code></h4>
          <div class="shots">${shots.map(figure)}</div>`,
    )}
  </section>`
}

function figure(shot: Screenshot): Markup {
  const words = `${moments[shot.moment]}, ${formatMoment(shot.at)}`
  const picture =
    shot.thumbnail &&
    html`<img
      src="${shot.thumbnail}"
      width="314"
      height="196"
      alt="Screen of journey ${shot.journey} ${words}"
    />`
  return html`<figure>
    ${shot.path && picture ? html`<a href="${shot.path}">${picture}</a>` : picture}
    <figcaption>
      <strong class="status ${shot.ok ? 'pass' : 'fail'}"
        ><span aria-hidden="true">${shot.ok ? '✓' : '✗'}</span> ${words}</strong
      >
      ${shot.error && html`<p>${shot.error}</p>`}
      <ul>
        ${shot.steps.map((step) => html`<li><span class="status ${step.ok ? 'pass' : 'fail'}" aria-hidden="true">${step.ok ? '✓' : '✗'}</span><span class="hidden">${step.ok ? 'done:' : 'failed:'}</span> ${step.name} <span class="muted">${formatValue(step.ms, 'ms')}</span></li>`)}
      </ul>
    </figcaption>
  </figure>`
}
