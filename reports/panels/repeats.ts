import { dotPlot } from '../charts/dot-plot.ts'
import { anchorOf, verdictMarks } from '../marks.ts'
import { html, type Markup } from '../markup.ts'
import { formatValue } from '../numbers.ts'
import { limitOf, type RepeatedMeasure, sortMeasures } from '../repeated.ts'
import type { RepeatSummary, ScenarioReport, Verdict } from '../report-data.ts'

/** One scenario run several times: every value, the median, its interval, n. */
export function repeatsPanel(summary: RepeatSummary, scenarios: readonly ScenarioReport[]): Markup {
  const id = `repeats-${summary.scenario.replace(/[^A-Za-z0-9]+/gu, '-')}`
  const runs = scenarios.filter((scenario) => scenario.id === summary.scenario)
  const { shown, folded } = sortMeasures(summary)
  const passed = summary.verdicts.filter((verdict) => verdict === 'PASSED').length
  return html`<section class="panel">
    <h2 id="${id}">${summary.scenario}: ${passed} of ${summary.verdicts.length} repeats passed</h2>
    <p class="strip">${summary.verdicts.map((verdict, index) => chip(verdict, index, runs))}</p>
    ${table(shown, runs, `Repeats of ${summary.scenario}`)}
    ${
      folded.length > 0 &&
      html`<details class="numbers">
        <summary>${folded.length} more measures</summary>
        ${table(folded, runs, `More measures of the repeats of ${summary.scenario}`)}
      </details>`
    }
  </section>`
}

function chip(verdict: Verdict, index: number, runs: readonly ScenarioReport[]): Markup {
  const run = runs.find(({ repeat }) => repeat.index === index + 1)
  const words = html`<span aria-hidden="true">${verdictMarks[verdict]}</span> ${index + 1}<span
      class="hidden"
    >
      ${verdict}</span
    >`
  const look = `chip ${verdict.toLowerCase()}`
  return run === undefined
    ? html`<span class="${look}">${words}</span>`
    : html`<a class="${look}" href="#${anchorOf(run)}">${words}</a>`
}

function table(
  measures: readonly RepeatedMeasure[],
  runs: readonly ScenarioReport[],
  name: string,
): Markup {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${name}">
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
        ${measures.map((measure) => row(measure, limitOf(measure, runs)))}
      </tbody>
    </table>
  </div>`
}

function row(measure: RepeatedMeasure, limit: number | undefined): Markup {
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
    <td class="number">${range(measure, value)}</td>
    <td class="number">
      ${measure.n}${beyond > 0 && html`<span class="gloss">${beyond} longer than observed</span>`}
    </td>
  </tr>`
}

function range({ min, max }: RepeatedMeasure, value: (number: number | null) => string): string {
  return min === max ? value(min) : `${value(min)} to ${value(max)}`
}
