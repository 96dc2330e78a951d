import { scaleLinear } from 'd3-scale'
import { html, type Markup } from '../markup.ts'
import { formatLimitValue, formatMoment } from '../numbers.ts'
import type { OperationSeries } from '../report-data.ts'
import type { Frame, Strip } from './frame.ts'
import { textWidth } from './text-width.ts'
import { latencyStrip } from './latency-strip.ts'
import { stepArea } from './step-area.ts'

type Bin = OperationSeries['bins'][number]

const up = 40
const head = 17

/**
 * One operation over time: good answers per second above the axis (late and degraded ones stacked
 * on top), failed and unknown ones mirrored below, on one scale; the latency of good answers under it.
 */
export function operationRow(series: OperationSeries, frame: Frame): Strip {
  const perSecond = 1000 / series.binMs
  const deepest = Math.max(0, ...series.bins.map((bin) => (bin.fail + bin.unknown) * perSecond))
  const tallest = Math.max(series.rate, ...series.bins.map((bin) => good(bin) * perSecond))
  const y = scaleLinear()
    .domain([0, Math.max(tallest, 0.001)])
    .range([head + up, head])
  const down = Math.ceil(y(-deepest) - head - up)
  const latency = latencyStrip(series, frame)
  const base = head + up
  const top = base + down + 5
  return {
    height: top + latency.height + 11,
    drawing: html`${names(series, base, down)}
      <path d="M${frame.left} ${y(series.rate)}H${frame.right}" class="wanted" />
      ${areas(series, frame, y)}
      <path d="M${frame.left} ${base}H${frame.right}" class="zero" />
      ${promise(series, frame, base + down)}
      <g transform="translate(0 ${top})">${latency.drawing}</g>`,
  }
}

function names(series: OperationSeries, base: number, down: number): Markup {
  return html`<text x="0" y="${head + 9}" class="strong">${series.op}</text>
    <text x="0" y="${head + 24}" class="tiny"
      >good/s, wanted ${formatLimitValue(series.rate, 'per-second')}</text
    >
    ${down >= 8 && html`<text x="0" y="${base + 11}" class="tiny">failed/s, downwards</text>`}`
}

function areas(series: OperationSeries, frame: Frame, y: (value: number) => number): Markup {
  const perSecond = 1000 / series.binMs
  const layer = (low: (bin: Bin) => number, high: (bin: Bin) => number): string =>
    stepArea(
      series.bins.map((bin) => ({
        at: bin.at,
        low: low(bin) * perSecond,
        high: high(bin) * perSecond,
      })),
      series.binMs,
      frame.x,
      y,
    )
  const drawn = [
    [
      'ok',
      layer(
        () => 0,
        (bin) => bin.ok,
      ),
    ],
    [
      'slow',
      layer(
        (bin) => bin.ok,
        (bin) => bin.ok + bin.slow,
      ),
    ],
    ['degraded', layer((bin) => bin.ok + bin.slow, good)],
    [
      'fail',
      layer(
        (bin) => -bin.fail,
        () => 0,
      ),
    ],
    [
      'unknown',
      layer(
        (bin) => -bin.fail - bin.unknown,
        (bin) => -bin.fail,
      ),
    ],
  ] as const
  return html`${drawn.map(([name, path]) => path !== '' && html`<path d="${path}" class="area ${name}" />`)}`
}

function good(bin: Bin): number {
  return bin.ok + bin.slow + bin.degraded
}

/** The moment by which it had to be back, and the moment at which it was. */
function promise(series: OperationSeries, frame: Frame, bottom: number): Markup {
  const { recoveredAt, recoveryLimit } = series
  const never = recoveredAt === null ? `: ✗ not back by ${formatMoment(frame.to)}` : ''
  const kept = recoveredAt !== null && (recoveryLimit === undefined || recoveredAt <= recoveryLimit)
  const limit =
    recoveryLimit !== undefined &&
    flag(frame, {
      at: recoveryLimit,
      text: `limit ${formatMoment(recoveryLimit)}${never}`,
      look: never === '' ? 'limit' : 'limit back late',
      bottom,
      leftward: recoveredAt !== null && recoveredAt > recoveryLimit,
    })
  const back =
    recoveredAt !== null &&
    flag(frame, {
      at: recoveredAt,
      text: `${kept ? '✓' : '✗'} back ${formatMoment(recoveredAt)}`,
      look: kept ? 'back' : 'back late',
      bottom,
      leftward: recoveryLimit !== undefined && recoveredAt <= recoveryLimit,
    })
  return html`${limit}${back}`
}

interface Flag {
  readonly at: number
  readonly text: string
  readonly look: string
  readonly bottom: number
  readonly leftward: boolean
}

function flag(frame: Frame, { at, text, look, bottom, leftward }: Flag): Markup {
  if (at > frame.to) return html``
  const x = frame.x(at)
  const width = textWidth(text, 11) + 6
  const toLeft = (leftward && x - width > frame.left) || x + width > frame.right
  return html`<path d="M${x} 3V${bottom}" class="${look} line" />
    <text
      x="${toLeft ? x - 5 : x + 5}"
      y="11"
      text-anchor="${toLeft ? 'end' : 'start'}"
      class="small halo ${look}"
      >${text}</text
    >`
}
