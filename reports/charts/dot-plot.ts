import { scaleLinear } from 'd3-scale'
import { html, type Markup } from '../markup.ts'
import { formatLimitValue } from '../numbers.ts'
import type { RepeatSummary } from '../report-data.ts'

const width = 460
const left = 8
const right = width - 16

/** Every repeat as a dot (open when censored), the interval of the median as a bar, the median as a line. */
export function dotPlot(
  summary: RepeatSummary['measures'][number],
  limit: number | undefined,
): Markup {
  const known = summary.values.flatMap((value) => (value === null ? [] : [value]))
  const reach = Math.max(0, ...known, summary.interval?.[1] ?? 0, limit ?? 0)
  const x = scaleLinear()
    .domain([0, reach === 0 ? 1 : reach * 1.06])
    .range([left, right])
    .clamp(true)
  const place = (value: number): string => x(value).toFixed(1)
  const interval = summary.interval
  const heights = dodge(summary.values.map((value) => (value === null ? null : x(value))))
  const ticks = x.ticks(5)
  return html`<svg
    viewBox="0 0 ${width} 54"
    width="${width}"
    height="54"
    class="dots"
    aria-hidden="true"
  >
    <path d="M${left} 34H${right}" class="rule" />
    ${ticks.map((tick) => html`<path d="M${place(tick)} 34v4" class="rule" /><text x="${place(tick)}" y="50" class="tiny" text-anchor="${tick === 0 ? 'start' : 'middle'}">${tick === 0 ? '0' : formatLimitValue(tick, summary.unit)}</text>`)}
    ${interval && html`<rect x="${place(interval[0])}" y="15" width="${(x(interval[1]) - x(interval[0])).toFixed(1)}" height="10" class="interval" />`}
    ${summary.median !== null && html`<path d="M${place(summary.median)} 8V32" class="median" />`}
    ${limit !== undefined && html`<path d="M${place(limit)} 4V34" class="limit line" />`}
    ${summary.values.map((value, index) => value !== null && html`<circle cx="${place(value)}" cy="${heights[index] ?? 20}" r="4" class="dot${summary.censored[index] === true ? ' open' : ''}" />`)}
  </svg>`
}

/** Moves dots that would hide each other up and down in turn. */
function dodge(places: readonly (number | null)[]): readonly number[] {
  return places.map((place, index) => {
    const hidden = places
      .slice(0, index)
      .filter((other) => other !== null && place !== null && Math.abs(other - place) < 8).length
    return 20 + (hidden % 2 === 0 ? -1 : 1) * Math.ceil(hidden / 2) * 6
  })
}
