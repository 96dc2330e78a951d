import { scaleLog } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import { html } from '../markup.ts'
import { formatLimitValue } from '../numbers.ts'
import type { OperationSeries } from '../report-data.ts'
import type { Frame, Strip } from './frame.ts'

const height = 24

/** The 95th percentile of good answers on a logarithmic scale, with the limit; gaps where none came. */
export function latencyStrip(series: OperationSeries, frame: Frame): Strip {
  const values = series.bins.flatMap((bin) => (bin.p95 === null ? [] : [Math.max(bin.p95, 1)]))
  const low = Math.min(series.latencyLimitMs / 4, ...values)
  const high = Math.max(series.latencyLimitMs * 2, ...values)
  const y = scaleLog().domain([low, high]).range([height, 0])
  const curve = line<OperationSeries['bins'][number]>()
    .curve(curveStepAfter)
    .defined((bin) => bin.p95 !== null)
    .x((bin) => frame.x(bin.at))
    .y((bin) => Math.round(y(Math.max(bin.p95 ?? 1, 1)) * 10) / 10)
  const limit = y(series.latencyLimitMs).toFixed(1)
  return {
    height,
    drawing: html`<text x="0" y="17" class="tiny"
        >p95, limit ${formatLimitValue(series.latencyLimitMs, 'ms')}</text
      >
      <path d="M${frame.left} ${limit}H${frame.right}" class="latency-limit" />
      <path d="${curve([...series.bins]) ?? ''}" class="latency" />`,
  }
}
