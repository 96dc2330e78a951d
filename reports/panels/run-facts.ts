import { html, type Markup } from '../markup.ts'
import { formatSpan } from '../numbers.ts'
import type { ReportData } from '../report-data.ts'

/** Where, when and with what: the last thing anybody reads, until they must. */
export function runFactsPanel(data: ReportData): Markup {
  const { run, target } = data
  const memory = (run.machine.memoryBytes / 2 ** 30).toFixed(0)
  return html`<footer class="facts-of-run">
    <dl class="method">
      <div>
        <dt>Run</dt>
        <dd>${run.id}, ${run.startedAt} to ${run.endedAt}, ${formatSpan(run.durationMs)}</dd>
      </div>
      <div>
        <dt>Target</dt>
        <dd>${target.name}: ${target.summary}</dd>
      </div>
      <div>
        <dt>Machine</dt>
        <dd>${run.machine.cores} cores, ${memory} GiB, ${run.machine.os}</dd>
      </div>
      <div>
        <dt>Versions</dt>
        <dd>
          ${Object.entries(run.versions)
            .map(([name, version]) => `${name} ${version}`)
            .join(' · ')}
        </dd>
      </div>
      <div>
        <dt>Command</dt>
        <dd><code>${run.command}</code></dd>
      </div>
    </dl>
    <p class="muted">
      Made by Aftershock from <a href="report.json">report.json</a>. This file needs no network.
    </p>
  </footer>`
}
