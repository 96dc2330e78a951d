import { join } from 'node:path'
import { realClock } from '../../harness/clock.ts'
import type { RequestRecord } from '../../harness/history/record.ts'
import { startLoad, type LoadSummary } from '../../harness/load/load.ts'
import type { OutageMode, Truth } from '../fixtures/services/stub.ts'
import { ownImage, startStub } from './stub-service.ts'

/** One load of k6 on a service whose outage is known. All times in milliseconds. */
export interface Trial {
  /** Requests per second, by operation of `test/fixtures/load/stub-load.ts`. */
  readonly rates: Readonly<Record<string, number>>
  readonly loadMs: number
  readonly timeoutMs?: number
  /** From and to are counted from the moment the load was begun (some 0.3 s before its first request). */
  readonly outage?: { readonly mode: OutageMode; readonly from: number; readonly to: number }
}

/** What was recorded and what was true, on the same time axis: milliseconds since `epoch`. */
export interface TrialResult {
  readonly records: readonly RequestRecord[]
  readonly summary: LoadSummary
  readonly truth: Truth
  /** The outage [from, to) as the stub kept it; for `refuse` as its port was seen to close and open. */
  readonly from: number | null
  readonly to: number | null
  /** How long after its end each record arrived. */
  readonly arrivalMs: readonly number[]
}

/** Runs k6 against the stub and answers with the records and the truth. Removes both containers. */
export async function outageTrial(trial: Trial): Promise<TrialResult> {
  const run = `trial-${process.pid}-${Math.round(performance.now())}`
  await using stub = await startStub(run)
  const epoch = realClock.wall()
  const toRunTime = (wall: number): number => wall - epoch
  if (trial.outage !== undefined) {
    const { mode, from, to } = trial.outage
    await stub.fail({ mode, from: epoch + from, to: epoch + to })
  }
  const records: RequestRecord[] = []
  const arrivalMs: number[] = []
  const operation = { timeoutMs: trial.timeoutMs ?? 1000, writes: true }
  const load = await startLoad(
    {
      image: ownImage('k6'),
      environment: { run, loadNamespace: stub.id, loadUrl: stub.url },
      script: join(import.meta.dirname, '../fixtures/load/stub-load.ts'),
      load: Object.entries(trial.rates).map(([op, rate]) => ({ op, rate })),
      loadMs: trial.loadMs,
      operations: Object.fromEntries(Object.keys(trial.rates).map((op) => [op, operation])),
      tokenPrefix: `${run}.`,
      clock: realClock,
      toRunTime,
    },
    (record) => {
      records.push(record)
      arrivalMs.push(toRunTime(realClock.wall()) - record.end)
    },
    new AbortController().signal,
  )
  const summary = await load.done
  const truth = await stub.truth()
  const { outage, closed, opened } = truth
  const seen = (wall: number | undefined | null): number | null =>
    wall === undefined || wall === null ? null : toRunTime(wall)
  const from = seen(closed ?? outage?.from)
  const to = seen(opened ?? outage?.to)
  return { records, summary, truth, from, to, arrivalMs }
}
