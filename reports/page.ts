import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hatches } from './charts/hatches.ts'
import { anchorOf, verdictMarks, worstFirst } from './marks.ts'
import { html, type Markup, trusted } from './markup.ts'
import { masthead } from './panels/masthead.ts'
import { overviewPanel } from './panels/overview.ts'
import { repeatsPanel } from './panels/repeats.ts'
import { runFactsPanel } from './panels/run-facts.ts'
import { scenarioPanel } from './panels/scenario.ts'
import { verdictLabel } from './panels/status.ts'
import { suiteSentence, suiteVerdict } from './panels/suite-verdict.ts'
import type { ReportData, ScenarioReport } from './report-data.ts'
import { titleOf } from './title.ts'

// Later sheets may override earlier ones.
const style = ['ground', 'verdict', 'panels', 'tables', 'charts', 'media']
  .map((sheet) => readFileSync(new URL(`style/${sheet}.css`, import.meta.url), 'utf8'))
  .join('\n')
const script = readFileSync(new URL('page.js', import.meta.url), 'utf8')

/** Nothing may be fetched, nothing may run but the page's own script, known by its hash. */
const policy = [
  "default-src 'none'",
  'img-src data:',
  `style-src '${hash(style)}'`,
  `script-src '${hash(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The whole report as one HTML file that needs no network and no script. */
export function page(data: ReportData): string {
  const [only, ...others] = data.scenarios
  const single = only !== undefined && others.length === 0
  const title = single ? `${only.id}: ${titleOf(only).lead}` : suiteSentence(data)
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${verdictMarks[data.verdict]} ${data.verdict} ${title}</title>
        ${trusted(`<style>${style}</style>`)}
      </head>
      <body>
        ${hatches()}
        <main>
          ${masthead(data)} ${single ? scenarioPanel(only, data, 1) : suite(data)}
          ${runFactsPanel(data)}
        </main>
        ${trusted(`<script>${script}</script>`)}
      </body>
    </html> `.toString()
}

function suite(data: ReportData): Markup {
  return html`${suiteVerdict(data)}${overviewPanel(data)}
  ${data.repeats.map((summary) => repeatsPanel(summary, data.scenarios))}
  ${worstFirst(data.scenarios).map((scenario) => folded(scenario, data))}`
}

/** What was kept is folded away, so that the page opens on what was not. */
function folded(scenario: ScenarioReport, data: ReportData): Markup {
  const repeat =
    scenario.repeat.of > 1 ? `, repeat ${scenario.repeat.index} of ${scenario.repeat.of}` : ''
  return html`<details
    class="fold"
    ${scenario.verdict !== 'PASSED' && trusted(' open')}
    data-for="${anchorOf(scenario)}"
  >
    <summary>
      ${verdictLabel(scenario.verdict)} <span class="scenario-id">${scenario.id}${repeat}</span>
    </summary>
    ${scenarioPanel(scenario, data, 2)}
  </details>`
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
