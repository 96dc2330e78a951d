import { dotPlot } from '../charts/dot-plot.ts'
import { verdictMarks } from '../marks.ts'
import { html, type Markup } from '../markup.ts'
import { formatValue } from '../numbers.ts'
import type { RepeatSummary, ScenarioReport } from '../report-data.ts'

type Repeated = RepeatSummary['measures'][number]

/** One scenario run several times: every value, the median, its interval, n. */
export function repeatsPanel(summary: RepeatSummary, scenarios: readonly ScenarioReport[]): Markup {
  const id = `repeats-${summary.scenario.replace(/[^A-Za-z0-9]+/gu, '-')}`
  const passed = summary.verdicts.filter((verdict) => verdict === 'PASSED').length
  return html`<section class="panel">
    <h2 id="${id}">${summary.scenario}: ${passed} of ${summary.verdicts.length} repeats passed</h2>
    <p class="strip">
      ${summary.verdicts.map(
        (verdict, index) =>
          html`<span class="chip ${verdict.toLowerCase()}"
            ><span aria-hidden="true">${verdictMarks[verdict]}</span> ${index + 1}<span
              class="hidden"
            >
              ${verdict}</span
            ></span
          >`,
      )}
    </p>
    <div class="scroll" role="region" tabindex="0" aria-label="Repeats of ${summary.scenario}">
      <table class="repeats">
        <thead>
          <tr>
            <th scope="col">measure</th>
            <th scope="col">
              every repeat (dots), median (line) with its interval (bar), limit (dashed)
            </th>
            <th scope="col" class="number">median</th>
            <th scope="col" class="number">95 % interval</th>
            <th scope="col" class="number">range</th>
            <th scope="col" class="number">n</th>
          </tr>
        </thead>
        <tbody>
          ${summary.measures.map((measure) => row(measure, limitOf(measure, summary.scenario, scenarios)))}
        </tbody>
      </table>
    </div>
  </section>`
}

function row(measure: Repeated, limit: number | undefined): Markup {
  const value = (number: number | null): string =>
    number === null ? '–' : formatValue(number, measure.unit)
  const beyond = measure.censored.filter(Boolean).length
  return html`<tr>
    <th scope="row">
      <code>${measure.name}</code>${measure.op && html`<span class="gloss">${measure.op}</span>`}
    </th>
    <td>
      ${dotPlot(measure, limit)}<span class="hidden">${measure.values.map(value).join(', ')}</span>
    </td>
    <td class="number">
      ${value(measure.median)}${measure.resolution !== null && html`<span class="gloss">± ${value(measure.resolution)}</span>`}
    </td>
    <td class="number">
      ${measure.interval === null ? '–' : html`${value(measure.interval[0])} to ${value(measure.interval[1])}`}
    </td>
    <td class="number">${value(measure.min)} to ${value(measure.max)}</td>
    <td class="number">
      ${measure.n}${beyond > 0 && html`<span class="gloss">${beyond} longer than observed</span>`}
    </td>
  </tr>`
}

function limitOf(
  measure: Repeated,
  scenario: string,
  scenarios: readonly ScenarioReport[],
): number | undefined {
  if (measure.name !== 'time-to-recover') return undefined
  const series = scenarios
    .filter((candidate) => candidate.id === scenario)
    .flatMap((candidate) => candidate.timeline.operations)
  return series.find((one) => one.op === measure.op)?.recoveryLimit
}
