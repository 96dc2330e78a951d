import { join } from 'node:path'
import { openHistory, type HistoryWriter } from '../history/history-file.ts'
import type { HistoryHeader, OperationFacts } from '../history/history.ts'
import type { DoubtRecord, PhaseName, RunRecord } from '../history/record.ts'
import { formatMs } from '../units.ts'
import type { Job } from './job.ts'

export const historyFile = 'history.jsonl'

/**
 * Both clocks of a machine may drift apart by the corrections of NTP, at most 0.5 ms in a second. More than this in
 * one run is a clock that was set, or a machine that slept.
 */
const mostClockStepMs = 100

/** Writes down what happens in one run, on the run's own clock. */
export interface Recorder extends AsyncDisposable {
  /** Milliseconds since the run's epoch. */
  now(): number
  /** From wall-clock milliseconds to milliseconds since the run's epoch. */
  toRunTime(wallMs: number): number
  record(record: RunRecord): void
  phase(phase: PhaseName): void
  doubt(about: DoubtRecord['about'], text: string, fatal?: boolean): void
  /** Resolves when everything so far is on disk. */
  flush(): Promise<void>
}

export async function openRecorder(job: Job): Promise<Recorder> {
  const { clock } = job
  const epoch = { wall: clock.wall(), monotonic: clock.now() }
  const now = (): number => clock.now() - epoch.monotonic
  const writer: HistoryWriter = await openHistory(
    join(job.folder, historyFile),
    headerOf(job, epoch),
    now,
    (doubt) => job.onRecord(doubt),
  )
  const record = (each: RunRecord): void => {
    writer.append(each)
    job.onRecord(each)
  }
  const doubt: Recorder['doubt'] = (about, text, fatal = true) =>
    record({ kind: 'doubt', at: now(), about, fatal, text })
  let stepped = 0
  /** Stamps of k6 and the engine are told from ours by what both clocks said at the epoch. */
  const compareClocks = (): void => {
    const apart = clock.wall() - epoch.wall - now()
    if (Math.abs(apart - stepped) <= mostClockStepMs) return
    stepped = apart
    doubt('clock', `the machine's clock was set by ${formatMs(apart)}, or the machine slept`)
  }
  return {
    now,
    toRunTime: (wallMs) => wallMs - epoch.wall,
    record,
    phase(phase) {
      record({ kind: 'phase', phase, at: now() })
      compareClocks()
    },
    doubt,
    flush: () => writer.flush(),
    [Symbol.asyncDispose]: () => writer[Symbol.asyncDispose](),
  }
}

function headerOf(job: Job, epoch: HistoryHeader['epoch']): HistoryHeader {
  const { plan, target } = job
  return {
    schema: 1,
    run: job.run,
    scenario: plan.scenario,
    file: plan.file,
    claim: plan.claim,
    target: target.name,
    seed: plan.seed,
    without: plan.without,
    planted: plan.plant,
    epoch,
    operations: Object.fromEntries(
      plan.load.map(({ op, rate }) => [op, operationFacts(job, op, rate)]),
    ),
    faults: plan.faults,
    expect: plan.expect,
    versions: job.versions,
  }
}

function operationFacts({ target }: Job, op: string, rate: number): OperationFacts {
  const operation = target.operations[op]
  if (!operation) throw new Error(`no operation "${op}" in ${target.name}`)
  const { latencyLimitMs, timeoutMs, tiers = [], writes } = operation
  return { rate, latencyLimitMs, timeoutMs, tiers, ...(writes === undefined ? {} : { writes }) }
}
