import { tokenPrefixOf } from '../history/token-prefix.ts'
import { startLoad, type LoadSummary } from '../load/load.ts'
import type { Job } from './job.ts'
import type { Recorder } from './recorder.ts'

/** The load generator has this long to make its first request. */
const beginLimitMs = 30_000

/** The load of a run, from its start to what it says about itself at its end. */
export interface PlannedLoad {
  /** The run's plan counts from here. Rejects when the load ended before, or never began. */
  readonly firstRequest: Promise<void>
  readonly done: Promise<LoadSummary>
  /** Stops it if it still runs, and records what it says about itself. */
  end(recorder: Recorder): Promise<void>
}

/** Starts the load of a plan. `died` is aborted with the reason when it does not reach its planned end. */
export async function startPlannedLoad(
  job: Job,
  recorder: Recorder,
  died: AbortController,
): Promise<PlannedLoad> {
  const { plan, target } = job
  const first = Promise.withResolvers<void>()
  const load = await startLoad(
    {
      image: job.k6Image,
      environment: job.environment,
      script: job.loadScript,
      load: plan.load,
      loadMs: plan.loadMs,
      operations: target.operations,
      tokenPrefix: tokenPrefixOf({
        run: job.run,
        epoch: { wall: -recorder.toRunTime(0), monotonic: 0 },
      }),
      clock: job.clock,
      toRunTime: recorder.toRunTime,
    },
    (request) => {
      recorder.record(request)
      first.resolve()
    },
    job.signal,
  )
  void load.done.then(({ ok, reason }) => {
    const error = new Error(`the load ended early: ${reason ?? 'no reason given'}`)
    if (!ok) died.abort(error)
    first.reject(error)
  })
  const late = job.clock.sleep(beginLimitMs, job.signal).then(() => {
    throw new Error(`the load made no request in its first ${beginLimitMs / 1000} s`)
  })
  const firstRequest = Promise.race([first.promise, late])
  // Whoever does not wait for it any more must not be ended by it.
  firstRequest.catch(() => {})
  return {
    firstRequest,
    done: load.done,
    async end(at) {
      await load.stop()
      const { records, doubts } = await load.done
      for (const record of [...records, ...doubts]) at.record(record)
    },
  }
}
