import { reasonOf } from '../errors.ts'
import type { Victims } from '../faults/fault.ts'
import type { FaultRecord } from '../history/record.ts'
import { seededRandom } from '../random.ts'
import type { PlannedFault } from '../scenario/plan.ts'
import { resolveTargets } from '../scenario/resolve-targets.ts'
import { settleAll } from '../settle-all.ts'
import type { Heals } from './heals.ts'
import type { Job } from './job.ts'
import type { Recorder } from './recorder.ts'

const injectLimitMs = 30_000

/** Plays all planned faults, each at its own time. `zero` is the end of the baseline in run time. */
export async function playFaults(
  job: Job,
  recorder: Recorder,
  heals: Heals,
  zero: number,
): Promise<void> {
  // All of them end before healing begins, so that none comes into force after it.
  await settleAll(job.plan.faults.map((planned) => playFault(job, recorder, heals, planned, zero)))
}

async function playFault(
  job: Job,
  recorder: Recorder,
  heals: Heals,
  planned: PlannedFault,
  zero: number,
): Promise<void> {
  const begin = await momentOf(job, recorder, planned, zero)
  if (begin === undefined) return
  await job.clock.sleep(begin - recorder.now(), job.signal)
  const injected = await inject(job, recorder, heals, planned)
  if (!injected || planned.healMs === null) return
  const healAt = begin + (planned.healMs - planned.atMs)
  await job.clock.sleep(healAt - recorder.now(), job.signal)
  await heals.heal(planned.id)
}

/** Resolves the targets, writes the intent to disk, injects, and stamps what happened. */
async function inject(
  job: Job,
  recorder: Recorder,
  heals: Heals,
  planned: PlannedFault,
): Promise<boolean> {
  const fault = job.faults[planned.fault]
  if (!fault) throw new Error(`no fault "${planned.fault}"`)
  let target = planned.target
  const stamp = (stage: FaultRecord['stage'], at: number, note?: string): void =>
    recorder.record({
      ...{ kind: 'fault', id: planned.id, fault: planned.fault, target, stage, at },
      ...(note === undefined ? {} : { note }),
    })
  const signal = AbortSignal.any([job.signal, AbortSignal.timeout(injectLimitMs)])
  try {
    const victims: Victims = {
      environment: job.environment,
      ...(await resolveTargets(planned.target, fault.hurts, job.target, job.environment, signal)),
      random: seededRandom(job.plan.seed).derive(job.plan.scenario).derive(`fault ${planned.id}`),
    }
    if (fault.hurts !== 'action') target = [...victims.replicas, ...victims.links]
    stamp('requested', recorder.now())
    await recorder.flush()
    const injection = await fault.inject(victims, planned.options, signal)
    heals.add(planned, target, injection)
    const acknowledged = recorder.now()
    stamp('acknowledged', acknowledged)
    const since = injection.since === undefined ? acknowledged : recorder.toRunTime(injection.since)
    stamp('effective', since, injection.effect)
    return true
  } catch (error) {
    stamp('failed', recorder.now(), reasonOf(error))
    recorder.doubt('injection', `${planned.fault} could not be injected: ${reasonOf(error)}`)
    return false
  }
}

/** When a fault is due: by the clock, or after the event it waits for. Undefined when that never came. */
async function momentOf(
  job: Job,
  recorder: Recorder,
  planned: PlannedFault,
  zero: number,
): Promise<number | undefined> {
  const { when } = planned
  if (!when) return zero + planned.atMs
  const { promise, resolve } = Promise.withResolvers<number>()
  const unsubscribe = job.environment.subscribe((event) => {
    const at = recorder.toRunTime(event.at)
    if (event.name === when.event && at >= zero) resolve(at + when.afterMs)
  })
  try {
    const tooLate = job.clock.sleep(zero + when.withinMs - recorder.now(), job.signal)
    const moment = await Promise.race([promise, tooLate.then(() => undefined)])
    if (moment === undefined)
      recorder.doubt(
        'injection',
        `${planned.fault} waited for the event ${when.event}, which did not come within ${when.withinMs} ms`,
      )
    return moment
  } finally {
    unsubscribe()
  }
}
