import { reasonOf } from './errors.ts'
import { watchDrain } from './run/drain.ts'
import { readLedgers } from './run/final-reads.ts'
import { createHeals } from './run/heals.ts'
import { playFaults } from './run/inject.ts'
import type { Job } from './run/job.ts'
import { playJourneys } from './run/journeys.ts'
import { startPlannedLoad, type PlannedLoad } from './run/planned-load.ts'
import { openRecorder, type Recorder } from './run/recorder.ts'
import { watchStolenTime } from './run/stolen-time.ts'
import { settleAll } from './settle-all.ts'

/** The browser looks again this long after a fault, when its effect can be seen. */
const lookAfterMs = 1_500
/** The target has this long after healing to get everything back in order. */
const settleLimitMs = 45_000

/**
 * One run of one scenario, start to end: load, warm-up, baseline, faults, observation, healing,
 * settling, final reads. The environment is handed over clean and in its seeded state. Everything that happens goes into the history; nothing is judged here.
 * Never throws for what the target or the engine does: that becomes a doubt in the history.
 */
export async function runScenario(given: Job): Promise<void> {
  await using recorder = await openRecorder(given)
  // Without load nothing is measured, so its early end ends the waiting as an interrupt does.
  const loadDied = new AbortController()
  const job = { ...given, signal: AbortSignal.any([given.signal, loadDied.signal]) }
  const heals = createHeals(recorder)
  const unsubscribe = job.environment.subscribe((event) =>
    recorder.record({ ...event, at: recorder.toRunTime(event.at) }),
  )
  const stopWatching = watchStolenTime(recorder)
  let load: PlannedLoad | undefined
  try {
    recorder.phase('start')
    // Before the load: its length is fixed, and a browser that is slow to start would eat up the observation.
    await playJourneys(job, recorder, 'baseline')
    load = await startPlannedLoad(job, recorder, loadDied)
    await load.firstRequest
    const zero = await baseline(job, recorder)

    recorder.phase('fault')
    const looking = lookDuringFault(job, recorder, zero)
    // Awaited below; until then a rejection must not end the process before healing.
    looking.catch(() => {})
    await playFaults(job, recorder, heals, zero)
    await looking

    recorder.phase('observe')
    await load.done
  } catch (error) {
    explain(given, recorder, error)
  } finally {
    await heals.healAll()
    await load?.end(recorder)
    stopWatching()
  }
  await settle(given, recorder)
  unsubscribe()
  recorder.phase('end')
}

/** Warm-up and baseline; answers with the moment they end, in run time. */
async function baseline(job: Job, recorder: Recorder): Promise<number> {
  const { warmUpMs, baselineMs } = job.plan
  recorder.phase('warm-up')
  const zero = recorder.now() + warmUpMs + baselineMs
  await job.clock.sleep(warmUpMs, job.signal)
  recorder.phase('baseline')
  await job.clock.sleep(zero - recorder.now(), job.signal)
  return zero
}

async function lookDuringFault(job: Job, recorder: Recorder, zero: number): Promise<void> {
  if (job.plan.journeys.length === 0) return
  // A control has no fault, but the same moments, so that it is judged by the same checks.
  const starts = job.plan.faults.map(({ atMs }) => atMs)
  const first = starts.length === 0 ? 0 : Math.min(...starts)
  await job.clock.sleep(zero + first + lookAfterMs - recorder.now(), job.signal)
  await playJourneys(job, recorder, 'fault')
}

/** After healing: wait for order, look at the page, read what the data finally says. */
async function settle(job: Job, recorder: Recorder): Promise<void> {
  if (job.signal.aborted) return
  try {
    recorder.phase('settle')
    const draining = watchDrain(job, recorder, settleLimitMs)
    await settleAll<unknown>([job.environment.untilReady(settleLimitMs, job.signal), draining])
    await playJourneys(job, recorder, 'after')
    recorder.phase('final-reads')
    await readLedgers(job, recorder, await draining)
  } catch (error) {
    explain(job, recorder, error)
  }
}

function explain(job: Job, recorder: Recorder, error: unknown): void {
  if (job.signal.aborted)
    recorder.doubt('interrupted', 'the run was interrupted; faults were healed')
  else recorder.doubt('environment', reasonOf(error))
}
