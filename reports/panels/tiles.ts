import { brokenFirst, statusMarks, statusWords } from '../marks.ts'
import { html, type Markup } from '../markup.ts'
import { formatLimit, formatReading, isNotFelt, isWithin } from '../numbers.ts'
import type { JudgementReport, ReadingReport, ScenarioReport, Unit } from '../report-data.ts'
import { trustOf } from '../trust.ts'
import { groundsOf } from './grounds.ts'

const most = 5
const mostReason = 110

/** The measured promises, broken first, and whether the run can be believed. */
export function tiles(scenario: ScenarioReport): Markup {
  const measured = brokenFirst(scenario.judgements).filter((judgement) => judgement.measured)
  return html`<ul class="tiles">
    ${measured.slice(0, most).map(tile)}${trustTile(scenario)}
  </ul>`
}

function tile(judgement: JudgementReport): Markup {
  const { measured, status, message } = judgement
  if (measured === undefined) return html``
  const { reading, unit, limit, label } = measured
  // Such as lost writes that are too many, although none of them is too old.
  const otherwise = status === 'fail' && limit !== undefined && isWithin(reading, limit)
  const value = otherwise ? statusWords.fail : formatReading(reading, unit, limit?.value)
  return html`<li class="tile ${status}">
    <p class="tile-label">
      <span aria-hidden="true">${statusMarks[status]}</span>
      <span class="hidden">${statusWords[status]}:</span> ${label}
    </p>
    <p class="tile-value">
      ${value}${limit && html` <span class="tile-limit">limit ${formatLimit(limit, unit)}</span>`}
    </p>
    <p class="tile-grounds">${otherwise ? shortened(message) : grounds(reading, unit)}</p>
  </li>`
}

function grounds(reading: ReadingReport, unit: Unit): Markup {
  return reading.value === null
    ? html`${reading.because}`
    : html`${groundsOf(reading, unit)}${note(reading)}`
}

/** What the value itself does not say already. */
function note(reading: ReadingReport): Markup | false {
  if (reading.value === null || reading.note === undefined || isNotFelt(reading)) return false
  return html` · ${reading.note}`
}

function trustTile(scenario: ScenarioReport): Markup {
  const { believed, because } = trustOf(scenario)
  const status = believed ? 'pass' : 'unknown'
  return html`<li class="tile ${status}">
    <p class="tile-label"><span aria-hidden="true">${statusMarks[status]}</span> can be believed</p>
    <p class="tile-value">${believed ? 'Yes' : 'No'}</p>
    <p class="tile-grounds" title="${because}">${shortened(because)}</p>
  </li>`
}

/** The whole text stands among the promises. */
function shortened(text: string): string {
  if (text.length <= mostReason) return text
  const pause = text.lastIndexOf('; ', mostReason)
  const end = pause > mostReason / 3 ? pause : text.lastIndexOf(' ', mostReason)
  return `${text.slice(0, end)} …`
}
