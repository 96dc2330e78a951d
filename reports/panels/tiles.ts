import { brokenFirst, statusMarks, statusWords } from '../marks.ts'
import { html, type Markup } from '../markup.ts'
import { formatLimit, formatReading } from '../numbers.ts'
import type { JudgementReport, ScenarioReport } from '../report-data.ts'
import { groundsOf } from './grounds.ts'

const most = 5

/** The measured promises, broken first, and whether the run can be believed. */
export function tiles(scenario: ScenarioReport): Markup {
  const measured = brokenFirst(scenario.judgements).filter((judgement) => judgement.measured)
  return html`<ul class="tiles">
    ${measured.slice(0, most).map(tile)}${trustTile(scenario)}
  </ul>`
}

function tile(judgement: JudgementReport): Markup {
  const { measured, status } = judgement
  if (measured === undefined) return html``
  const { reading, unit, limit } = measured
  return html`<li class="tile ${status}">
    <p class="tile-label">
      <span aria-hidden="true">${statusMarks[status]}</span>
      <span class="hidden">${statusWords[status]}:</span> ${measured.label}
    </p>
    <p class="tile-value">
      ${formatReading(reading, unit, limit?.value)}${limit && html` <span class="tile-limit">limit ${formatLimit(limit, unit)}</span>`}
    </p>
    <p class="tile-grounds">
      ${reading.value === null ? reading.because : groundsOf(reading, unit)}
    </p>
  </li>`
}

function trustTile(scenario: ScenarioReport): Markup {
  const fatal = scenario.doubts.filter((doubt) => doubt.fatal)
  const others = scenario.doubts.length - fatal.length
  const status = fatal.length > 0 ? 'unknown' : 'pass'
  const value = fatal.length > 0 ? 'No' : 'Yes'
  const grounds =
    fatal[0]?.text ??
    (others === 0
      ? 'no doubts were recorded'
      : `${others} minor ${others === 1 ? 'doubt' : 'doubts'}, see below`)
  return html`<li class="tile ${status}">
    <p class="tile-label"><span aria-hidden="true">${statusMarks[status]}</span> can be believed</p>
    <p class="tile-value">${value}</p>
    <p class="tile-grounds">${grounds}</p>
  </li>`
}
