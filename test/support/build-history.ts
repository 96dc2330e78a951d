import { assembleHistory } from '../../harness/history/assemble.ts'
import type { HistoryHeader, OperationFacts, RunHistory } from '../../harness/history/history.ts'
import type { Outcome, RequestRecord, RunRecord } from '../../harness/history/record.ts'
import { seededRandom } from '../../harness/random.ts'

/** A time in which requests that are meant to start do not get a good answer. Relative to zero, ms. */
export interface BuiltOutage {
  readonly from: number
  readonly to: number
  /** Every n-th request is hurt. Default 1: all of them. */
  readonly every?: number
  /** How long a hurt request takes. Default 3 000: the time-out. */
  readonly latencyMs?: number
  /** Default `fail`. */
  readonly outcome?: Outcome
  /** HTTP status. Default: 200 where there was an answer that counts, else 0. */
  readonly status?: number
  readonly tier?: string
}

export interface BuiltOperation extends Partial<OperationFacts> {
  readonly outages?: readonly BuiltOutage[]
  /** Share of requests that fail whatever happens. Drawn from the seed. */
  readonly backgroundErrors?: number
  /** Of good answers, give or take half of it. Default 20. */
  readonly latencyMs?: number
  /** False: they are started, but only what is in `extra` was written down. Default true. */
  readonly recorded?: boolean
}

/** What a history is to tell. All times are milliseconds relative to zero, the effective fault. */
export interface BuiltRun {
  readonly operations: Readonly<Record<string, BuiltOperation>>
  readonly baselineMs?: number
  /** When the fault is healed; null for a permanent one. Default 10 000. */
  readonly healMs?: number | null
  /** The end of the load. Default 60 000. */
  readonly loadMs?: number
  /** No fault at all. */
  readonly faultless?: boolean
  readonly seed?: number
  /** From the run's epoch to zero. Default: baseline + 5 000. */
  readonly zero?: number
  readonly header?: Partial<HistoryHeader>
  readonly extra?: readonly RunRecord[]
}

/** A history whose truth is known, since it was made up. */
export function buildHistory(run: BuiltRun): RunHistory {
  const { baselineMs = 15_000, loadMs = 60_000 } = run
  const zero = run.zero ?? baselineMs + 5000
  const span = { from: zero - baselineMs, to: zero + loadMs }
  const frame = { ...span, zero, seed: run.seed ?? 1 }
  const records: RunRecord[] = [...phasesOf(run, zero), ...faultOf(run, zero)]
  for (const [op, built] of Object.entries(run.operations)) {
    if (built.recorded !== false) records.push(...requestsOf(op, built, frame))
    const { rate } = factsOf(built)
    const started = slotsOf(op, built, frame).count
    records.push({ kind: 'load', at: span.to, op, rate, started, dropped: 0 })
  }
  return assembleHistory(headerOf(run), [...records, ...(run.extra ?? [])])
}

/** A header that plans one kill, or nothing. */
export function headerOf(run: BuiltRun): HistoryHeader {
  const operations: Record<string, OperationFacts> = {}
  for (const [op, built] of Object.entries(run.operations)) operations[op] = factsOf(built)
  const { healMs = 10_000 } = run
  const fault = { id: 0, fault: 'kill', target: ['store-1'], options: {}, atMs: 0, healMs }
  return {
    schema: 1,
    run: 'run-1',
    scenario: 'store/kill',
    file: 'scenarios/store/kill.yaml',
    claim: 'The store survives.',
    target: 'tiny',
    seed: run.seed ?? 1,
    without: [],
    planted: [],
    epoch: { wall: 1_700_000_000_000, monotonic: 1000 },
    operations,
    faults: run.faultless === true ? [] : [fault],
    expect: [],
    versions: {},
    ...run.header,
  }
}

function factsOf(built: BuiltOperation): OperationFacts {
  return {
    rate: built.rate ?? 20,
    latencyLimitMs: built.latencyLimitMs ?? 500,
    timeoutMs: built.timeoutMs ?? 3000,
    tiers: built.tiers ?? [],
    ...(built.writes === undefined ? {} : { writes: built.writes }),
  }
}

interface Frame {
  readonly from: number
  readonly to: number
  readonly zero: number
  readonly seed: number
}

/** Evenly spaced, with a phase of their own, so that nothing lines up with zero by design. */
function slotsOf(op: string, built: BuiltOperation, { from, to, seed }: Frame) {
  const random = seededRandom(seed).derive(op)
  const period = 1000 / factsOf(built).rate
  const shift = random.fraction() * period
  return { random, period, shift, count: Math.floor((to - from - shift) / period) }
}

function requestsOf(op: string, built: BuiltOperation, frame: Frame): RequestRecord[] {
  const { writes } = factsOf(built)
  const { latencyMs = 20, backgroundErrors = 0, outages = [] } = built
  const { random, period, shift, count } = slotsOf(op, built, frame)
  return Array.from({ length: count }, (_, seq): RequestRecord => {
    const intended = Math.round((frame.from + shift + seq * period) * 1000) / 1000
    const background = random.fraction() < backgroundErrors
    const normal = latencyMs * (0.5 + random.fraction())
    const at = intended - frame.zero
    const hurt = outages.find(
      ({ from, to, every = 1 }) => at >= from && at < to && seq % every === 0,
    )
    const outcome = hurt?.outcome ?? (hurt !== undefined || background ? 'fail' : 'ok')
    return {
      kind: 'request',
      op,
      seq,
      intended,
      start: intended + 0.5,
      end: intended + (hurt === undefined ? normal : (hurt.latencyMs ?? 3000)),
      outcome,
      status: hurt?.status ?? (outcome === 'ok' || outcome === 'degraded' ? 200 : 0),
      ...(outcome === 'fail' || outcome === 'unknown' ? { error: '1050' } : {}),
      ...(hurt?.tier === undefined ? {} : { tier: hurt.tier }),
      ...(writes === undefined ? {} : { token: `${op}-${seq}` }),
    }
  })
}

function phasesOf(run: BuiltRun, zero: number): RunRecord[] {
  const { baselineMs = 15_000, healMs = 10_000, loadMs = 60_000, faultless } = run
  return [
    { kind: 'phase', phase: 'start', at: 0 },
    { kind: 'phase', phase: 'baseline', at: zero - baselineMs },
    ...(faultless === true ? [] : [{ kind: 'phase', phase: 'fault', at: zero - 80 } as const]),
    { kind: 'phase', phase: 'observe', at: zero + (faultless === true ? 0 : (healMs ?? 1000)) },
    { kind: 'phase', phase: 'settle', at: zero + loadMs + 3000 },
    { kind: 'phase', phase: 'end', at: zero + loadMs + 9000 },
  ]
}

function faultOf(run: BuiltRun, zero: number): RunRecord[] {
  const { healMs = 10_000 } = run
  if (run.faultless === true) return []
  const stamp = { kind: 'fault', id: 0, fault: 'kill', target: ['store-1'] } as const
  const injected: RunRecord[] = [
    { ...stamp, stage: 'requested', at: zero - 80 },
    { ...stamp, stage: 'acknowledged', at: zero + 10 },
    { ...stamp, stage: 'effective', at: zero },
    { kind: 'event', at: zero, source: 'store-1', name: 'container-die', text: 'store-1: die' },
  ]
  if (healMs === null) return injected
  return [
    ...injected,
    { ...stamp, stage: 'heal-requested', at: zero + healMs - 300 },
    { ...stamp, stage: 'heal-acknowledged', at: zero + healMs - 20 },
    { ...stamp, stage: 'heal-effective', at: zero + healMs },
  ]
}
