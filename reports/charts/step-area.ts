import { area, curveStepAfter } from 'd3-shape'

export interface Step {
  readonly at: number
  readonly low: number
  readonly high: number
}

/** An area made of bars that touch: every bin keeps its height over its whole width. */
export function stepArea(
  steps: readonly Step[],
  binMs: number,
  x: (ms: number) => number,
  y: (value: number) => number,
): string {
  const last = steps.at(-1)
  if (last === undefined || steps.every((step) => step.high === step.low)) return ''
  const corners = steps.filter((step, index) => {
    const before = steps[index - 1]
    return before === undefined || before.low !== step.low || before.high !== step.high
  })
  const closed = [...corners, { ...last, at: last.at + binMs }]
  const shape = area<Step>()
    .curve(curveStepAfter)
    .defined((step) => step.high >= step.low)
    .x((step) => x(step.at))
    .y0((step) => tenth(y(step.low)))
    .y1((step) => tenth(y(step.high)))
  return shape(closed) ?? ''
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
