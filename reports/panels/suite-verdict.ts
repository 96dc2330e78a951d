import { html, type Markup } from '../markup.ts'
import type { ReportData } from '../report-data.ts'
import { verdictLabel } from './status.ts'

/** The verdict over several scenarios, in one sentence. */
export function suiteVerdict(data: ReportData): Markup {
  return html`<header class="hero">
    <p class="eyebrow">${verdictLabel(data.verdict)}</p>
    <h1>${suiteSentence(data)}</h1>
    ${data.run.interrupted && html`<p class="notice"><strong>Interrupted.</strong> The run was stopped before its end. Faults were healed first; below is what was recorded until then.</p>`}
  </header>`
}

export function suiteSentence(data: ReportData): string {
  const { counts, scenarios } = data
  const ids = new Set(scenarios.map(({ id }) => id))
  const [only] = ids
  // Repeats of one scenario are named by it; else each run is of another scenario.
  const named = ids.size === 1 && scenarios.length > 1 ? `${only}: ` : ''
  const runs = named === '' ? 'runs' : 'repeats'
  const all = counts.passed + counts.failed + counts.inconclusive
  const parts = [
    counts.failed > 0 && `${counts.failed} of ${all} ${runs} broke a promise`,
    counts.inconclusive > 0 && `${counts.inconclusive} proved nothing`,
    counts.notExecuted > 0 && `${counts.notExecuted} could not be executed here`,
    counts.passed > 0 &&
      (counts.passed === all
        ? `all ${all} ${runs} kept every promise`
        : `${counts.passed} kept every promise`),
  ].filter((part) => part !== false)
  const sentence = parts.length === 0 ? 'nothing was run' : parts.join('; ')
  return named === ''
    ? `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
    : `${named}${sentence}.`
}
