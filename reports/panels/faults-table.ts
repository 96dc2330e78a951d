import { html, type Markup } from '../markup.ts'
import { formatCount, formatMoment, formatValue } from '../numbers.ts'
import type { FaultBar, Timeline } from '../report-data.ts'

/** What the bars of the timeline say, with every target by its name. */
export function faultsTable({ faults }: Timeline, id: string): Markup {
  if (faults.length === 0) return html``
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Faults of ${id}">
    <table class="dense">
      <caption>
        Faults, and everything that they hurt
      </caption>
      <thead>
        <tr>
          <th scope="col">fault</th>
          <th scope="col">target</th>
          <th scope="col">what it did</th>
          <th scope="col" class="number">asked for</th>
          <th scope="col" class="number">in effect</th>
          <th scope="col" class="number">lasted</th>
          <th scope="col" class="number">felt</th>
        </tr>
      </thead>
      <tbody>
        ${faults.map(row)}
      </tbody>
    </table>
  </div>`
}

function row({ fault, target, effect, requested, effective, healed, touched }: FaultBar): Markup {
  const lasted =
    effective === null || healed === null ? 'not healed' : formatValue(healed - effective, 'ms')
  return html`<tr>
    <th scope="row">${fault}</th>
    <td>${target.join(', ')}</td>
    <td>${effect}</td>
    <td class="number">${formatMoment(requested)}</td>
    <td class="number">${effective === null ? 'never' : formatMoment(effective)}</td>
    <td class="number">${effective === null ? '–' : lasted}</td>
    <td class="number">${touched === null ? '–' : `${formatCount(touched)} times`}</td>
  </tr>`
}
