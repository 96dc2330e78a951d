import { html, type Markup } from '../markup.ts'
import { formatGrounds } from '../numbers.ts'
import type { ReadingReport, Unit } from '../report-data.ts'

/** What a number rests on, breaking only between its parts. */
export function groundsOf(reading: ReadingReport, unit: Unit): Markup {
  const parts = formatGrounds(reading, unit)
  return html`${parts.map(
    (part, index) =>
      html`${index > 0 && ' '}<span class="whole"
          >${part}${index < parts.length - 1 && ' ·'}</span
        >`,
  )}`
}
