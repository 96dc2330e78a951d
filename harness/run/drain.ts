import { thoseServed } from '../runtime/running-services.ts'
import type { Ledger } from '../target/target.ts'
import type { Job } from './job.ts'
import type { Recorder } from './recorder.ts'

const pauseMs = 500

/**
 * Once nothing new comes, looks at every ledger whose totals say what is `pending`, until that is nothing or the time
 * is over. Each look is recorded, so that it is known when deferred work was done. What cannot be read is left to
 * the final reads, which say so. Never throws.
 */
export async function watchDrain(job: Job, recorder: Recorder, limitMs: number): Promise<void> {
  const { replicasOf } = job.environment.context(job.signal)
  const ledgers = Object.entries(thoseServed(job.target.ledgers ?? {}, replicasOf))
  const until = recorder.now() + limitMs
  await Promise.all(
    ledgers.map(async ([name, ledger]) => {
      while ((await look(job, recorder, name, ledger)) && recorder.now() < until) {
        await job.clock.sleep(pauseMs)
      }
    }),
  )
}

/** Whether to look again. */
async function look(job: Job, recorder: Recorder, name: string, ledger: Ledger): Promise<boolean> {
  if (job.signal.aborted) return false
  try {
    const { totals } = await ledger.read(job.environment.context(job.signal))
    const pending = totals?.['pending']
    if (totals === undefined || pending === undefined) return false
    recorder.record({
      ...{ kind: 'read', at: recorder.now(), ledger: name, round: 0, settled: false },
      ...{ tokens: {}, totals },
    })
    return pending > 0
  } catch {
    return true
  }
}
