import { scaleLinear } from 'd3-scale'
import type { Markup } from '../markup.ts'
import type { Timeline } from '../report-data.ts'

/** The common geometry of all rows of one timeline, in SVG units (CSS pixels at full size). */
export interface Frame {
  readonly width: number
  /** Where the plot begins: names stand to the left of it. */
  readonly left: number
  readonly right: number
  readonly from: number
  readonly to: number
  /** Milliseconds relative to zero → horizontal place, kept inside the plot. */
  readonly x: (ms: number) => number
}

/** One horizontal strip of the timeline: how tall it is and what is drawn in it from y = 0. */
export interface Strip {
  readonly height: number
  readonly drawing: Markup
}

export const frameSize = { width: 1240, left: 158, right: 1228 } as const

export function frameOf(timeline: Timeline): Frame {
  const x = scaleLinear()
    .domain([timeline.from, Math.max(timeline.to, timeline.from + 1)])
    .range([frameSize.left, frameSize.right])
    .clamp(true)
  return {
    ...frameSize,
    from: timeline.from,
    to: timeline.to,
    x: (ms) => Math.round(x(ms) * 10) / 10,
  }
}
