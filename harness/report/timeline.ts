import type { OperationSeries, Timeline } from '../../reports/report-data.ts'
import type { RunHistory } from '../history/history.ts'
import { endOfLoad, windowsOf } from '../history/windows.ts'
import { fits } from '../operation-pattern.ts'
import { binsOf, binWidth } from './bins.ts'
import { faultBars } from './fault-bars.ts'
import type { ScenarioFacts } from './scenario-facts.ts'

/** The stretch of a run that is shown, and its zero; milliseconds since epoch. */
export interface Axis {
  readonly zero: number
  readonly from: number
  readonly to: number
}

/** From the baseline's begin until the load ended. A run that broke off early shows what there is. */
export function axisOf(history: RunHistory): Axis {
  const windows = windowsOf(history)
  const stamps = [...history.phases, ...history.faults].map(({ at }) => at)
  const firstFault = history.faults[0]?.at
  const zero = windows.zero ?? firstFault ?? windows.baseline?.to ?? stamps.at(-1) ?? 0
  const from = windows.baseline?.from ?? history.requests[0]?.intended ?? Math.min(0, zero)
  const lastStamp = stamps.reduce((a, b) => Math.max(a, b), from)
  const load = endOfLoad(history)
  return { zero, from, to: Math.max(load > from ? load : lastStamp, zero, from + 1) }
}

export function timelineOf(facts: ScenarioFacts, axis: Axis): Timeline {
  const { history } = facts
  const { zero, from, to } = axis
  return {
    zero: new Date(history.header.epoch.wall + zero).toISOString(),
    from: from - zero,
    to: to - zero,
    phases: phasesOf(history, axis),
    faults: faultBars(history, zero),
    events: history.events
      .filter(({ at }) => at >= from && at <= to)
      .map(({ at, source, name, text, detects }) => ({
        at: at - zero,
        source,
        name,
        text,
        detects: detects === true,
      })),
    operations: Object.keys(history.header.operations).flatMap((op) => seriesOf(facts, op, axis)),
  }
}

function phasesOf({ phases }: RunHistory, { zero, from, to }: Axis): Timeline['phases'] {
  return phases.flatMap(({ phase, at }, index) => {
    const begin = Math.max(at, from)
    const end = Math.min(phases[index + 1]?.at ?? to, to)
    return end > begin ? [{ phase, from: begin - zero, to: end - zero }] : []
  })
}

function seriesOf(facts: ScenarioFacts, op: string, axis: Axis): OperationSeries[] {
  const operation = facts.history.header.operations[op]
  if (operation === undefined) return []
  const { zero, from, to } = axis
  const binMs = binWidth(to - from, operation.rate)
  const requests = facts.history.requests.filter((request) => request.op === op)
  const back = facts.recoveredAt(op)
  const limit = recoveryLimit(facts, op, zero)
  return [
    {
      op,
      rate: operation.rate,
      latencyLimitMs: operation.latencyLimitMs,
      binMs,
      bins: binsOf(requests, operation, { ...axis, binMs }),
      // An operation that was never away has no moment of return to show.
      recoveredAt: back === null || back <= zero ? null : back - zero,
      ...(limit === null || (back !== null && back <= zero) ? {} : { recoveryLimit: limit }),
    },
  ]
}

/**
 * The strictest moment by which a `recovers` expectation wants the operation back, relative to zero. One that
 * could not be judged draws no limit: beside it "not back" would be a claim.
 */
function recoveryLimit(facts: ScenarioFacts, op: string, zero: number): number | null {
  const { disturbances } = windowsOf(facts.history)
  const healed = disturbances.findLast(({ kind }) => kind === 'heal')?.effective
  const limits = facts.judgements.flatMap(({ check, options, judgement }) => {
    const { [check]: subject, within, since } = options
    if (check !== 'recovers' || judgement.status === 'unknown') return []
    if (typeof subject !== 'string' || typeof within !== 'number' || !fits(subject, op)) return []
    if (since !== 'heal') return [within]
    return healed === undefined ? [] : [healed - zero + within]
  })
  return limits.length === 0 ? null : Math.min(...limits)
}
