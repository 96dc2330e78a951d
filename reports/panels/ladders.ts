import { html, type Markup } from '../markup.ts'
import { formatCount, formatValue } from '../numbers.ts'
import type { LadderReport, ScenarioReport } from '../report-data.ts'

const partWords = { baseline: 'before', fault: 'while hurt', after: 'afterwards' } as const
/** The ends of every ladder; what is between them the target has named. */
const endWords: Readonly<Record<string, string>> = { full: 'full', none: 'no good answer' }

/** How far answers fell down the tiers of their operation, and whether they came back. */
export function laddersPanel(scenario: ScenarioReport, id: string): Markup {
  const ladders = scenario.ladders?.filter(({ parts }) => parts.length > 0) ?? []
  if (ladders.length === 0) return html``
  return html`<section class="panel">
    <h3 id="${id}-ladders">Answers by tier</h3>
    <div class="tables">${ladders.map((ladder) => ladderTable(ladder, id))}</div>
  </section>`
}

function ladderTable({ op, tiers, parts }: LadderReport, id: string): Markup {
  return html`<div
    class="scroll"
    role="region"
    tabindex="0"
    aria-label="Answers of ${op} by tier, ${id}"
  >
    <table>
      <thead>
        <tr>
          <th scope="col">${op}</th>
          ${parts.map(({ part }) => html`<th scope="col" class="number">${partWords[part]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${tiers.map(
          (tier, index) =>
            html`<tr>
              <th scope="row">${endWords[tier] ?? html`<code>${tier}</code>`}</th>
              ${parts.map(({ counts }) => cell(counts, index))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function cell(counts: readonly number[], index: number): Markup {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const count = counts[index] ?? 0
  if (count === 0) return html`<td class="number">–</td>`
  return html`<td class="number">
    ${formatValue(count / all, 'ratio')}<span class="gloss">${formatCount(count)}</span>
  </td>`
}
