import { statusMarks, statusWords, verdictMarks } from '../marks.ts'
import { html, type Markup } from '../markup.ts'
import type { JudgementReport, Verdict } from '../report-data.ts'

/** A verdict as a filled label: mark, word, colour. */
export function verdictLabel(verdict: Verdict): Markup {
  return html`<span class="verdict ${verdict.toLowerCase()}"
    ><span aria-hidden="true">${verdictMarks[verdict]}</span> ${verdict}</span
  >`
}

/** A judgement's status as mark and word. */
export function statusLabel(status: JudgementReport['status']): Markup {
  return html`<span class="status ${status}"
    ><span aria-hidden="true">${statusMarks[status]}</span> ${statusWords[status]}</span
  >`
}
