import { html, type Markup } from '../markup.ts'
import type { ReportData } from '../report-data.ts'

/** The thin first line: whose report, of when, from which commit and seed. */
export function masthead(data: ReportData): Markup {
  const { run } = data
  const when = run.startedAt.replace('T', ' ').replace(/:\d\d(\.\d+)?(?=Z|[+-]|$)/u, '')
  return html`<div class="masthead">
    <span class="brand">Aftershock</span><span>${data.target.name}</span
    ><span>${when}</span> ${run.commit && html`<span>commit ${run.commit}</span>`}<span
      >seed ${run.seed}</span
    ><button type="button" data-theme hidden>Dark</button>
  </div>`
}
