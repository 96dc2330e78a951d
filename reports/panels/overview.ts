import { bullet } from '../charts/bullet.ts'
import { anchorOf, worstFirst } from '../marks.ts'
import { html, type Markup } from '../markup.ts'
import { formatLimit, formatReading, formatSpan, formatValue, isWithin } from '../numbers.ts'
import { slowestRepeated } from '../repeated.ts'
import type { JudgementReport, RepeatSummary, ReportData, ScenarioReport } from '../report-data.ts'
import { titleOf } from '../title.ts'
import { verdictLabel } from './status.ts'

/** One row per scenario, those that need a reader first. Repeats share a row. */
export function overviewPanel({ scenarios, repeats }: ReportData): Markup {
  const groups = [...Map.groupBy(scenarios, (scenario) => scenario.id).values()]
  const rows = worstFirst(groups.flatMap((group) => worstFirst(group)[0] ?? [])).map((worst) =>
    row(
      worst,
      scenarios.filter((scenario) => scenario.id === worst.id),
      repeats.find(({ scenario }) => scenario === worst.id),
    ),
  )
  return html`<section class="panel overview">
    <div class="panel-head">
      <h2 id="overview">Scenarios</h2>
      <label class="filter" hidden>Filter <input type="search" data-filter /></label>
    </div>
    <div class="scroll" role="region" tabindex="0" aria-label="Table of scenarios">
      <table>
        <thead>
          <tr>
            <th scope="col">verdict</th>
            <th scope="col">scenario</th>
            <th scope="col">what happened</th>
            <th scope="col">recovery against its limit</th>
            <th scope="col" class="number">took</th>
          </tr>
        </thead>
        <tbody data-filtered>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`
}

function row(
  worst: ScenarioReport,
  group: readonly ScenarioReport[],
  repeats: RepeatSummary | undefined,
): Markup {
  const passed = group.filter((scenario) => scenario.verdict === 'PASSED').length
  const took = group.reduce((sum, scenario) => sum + scenario.durationMs, 0)
  return html`<tr>
    <td>
      ${verdictLabel(worst.verdict)}${group.length > 1 && html`<span class="gloss">${passed} of ${group.length} passed</span>`}
    </td>
    <th scope="row">
      <a href="#${anchorOf(worst)}">${worst.id}</a
      ><span class="gloss">${worst.tags.join(' · ')}</span>
    </th>
    <td>${whatHappened(worst)}</td>
    <td>${(repeats && overRepeats(repeats, group)) ?? slowest(worst)}</td>
    <td class="number">${formatSpan(took)}</td>
  </tr>`
}

function whatHappened(scenario: ScenarioReport): Markup {
  if (scenario.headline !== undefined) return html`${titleOf(scenario).lead}`
  return html`${scenario.claim}${scenario.note && html`<span class="gloss">${scenario.note}</span>`}`
}

/** The time promise that came nearest to its limit, or went farthest beyond. */
function slowest(scenario: ScenarioReport): Markup {
  const [judgement] = scenario.judgements
    .filter((candidate) => shareOf(candidate) !== null)
    .toSorted((a, b) => (shareOf(b) ?? 0) - (shareOf(a) ?? 0))
  const measured = judgement?.measured
  if (measured?.limit === undefined) {
    const open = scenario.judgements.some(({ status }) => status === 'unknown')
    return html`<span class="muted">no time was ${open ? 'judged' : 'promised'}</span>`
  }
  const { reading, unit, limit, label } = measured
  const censored = reading.value !== null && reading.censored === true
  return html`<span class="bullet-row"
    >${bullet((judgement && shareOf(judgement)) ?? 0, censored)}<span
      >${formatReading(reading, unit, limit.value)}
      <span class="muted">limit ${formatLimit(limit, unit)}</span
      ><span class="gloss">${label}</span></span
    ></span
  >`
}

/** The same over repeats: median, range, interval, resolution. */
function overRepeats(summary: RepeatSummary, runs: readonly ScenarioReport[]): Markup | undefined {
  const slow = slowestRepeated(summary, runs)
  if (slow === null) return undefined
  const { measure, median, limit } = slow
  const { min, max, interval, resolution, n, unit } = measure
  const value = (number: number): string => formatValue(number, unit)
  const range = [
    ...(min === null || max === null ? [] : [`${value(min)} to ${value(max)}`]),
    `n\u202f=\u202f${n}`,
  ]
  const certainty = [
    ...(interval === null ? [] : [`95 %: ${value(interval[0])} to ${value(interval[1])}`]),
    ...(resolution === null ? [] : [`±\u202f${value(resolution)}`]),
  ]
  return html`<span class="bullet-row"
    >${bullet(median / limit, measure.censored.includes(true))}<span
      >median ${formatValue(median, unit, limit)}
      <span class="muted">limit ${formatLimit({ relation: 'at-most', value: limit }, unit)}</span
      ><span class="gloss">${measure.name}, ${measure.op}</span
      >${[range, certainty].map((parts) => html`<span class="gloss">${parts.join(' · ')}</span>`)}</span
    ></span
  >`
}

function shareOf({ measured, status }: JudgementReport): number | null {
  if (measured?.unit !== 'ms' || measured.limit?.relation !== 'at-most') return null
  const { reading, limit } = measured
  // What was broken although its time is within the limit was broken in another way.
  if (reading.value === null || (status === 'fail' && isWithin(reading, limit))) return null
  return reading.value / limit.value
}
