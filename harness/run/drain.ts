import { thoseServed } from '../runtime/running-services.ts'
import type { Ledger, TargetContext } from '../target/target.ts'
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
  let ledgers = Object.entries(thoseServed(job.target.ledgers ?? {}, replicasOf))
  const until = recorder.now() + limitMs
  for (;;) {
    const context = job.environment.context(job.signal)
    const again = await Promise.all(
      ledgers.map(([name, ledger]) => look(job, recorder, context, name, ledger)),
    )
    ledgers = ledgers.filter((_, index) => again[index])
    if (ledgers.length === 0 || recorder.now() >= until) return
    await job.clock.sleep(pauseMs)
  }
}

/** Whether to look again. */
async function look(
  job: Job,
  recorder: Recorder,
  context: TargetContext,
  name: string,
  ledger: Ledger,
): Promise<boolean> {
  if (job.signal.aborted) return false
  try {
    const { totals } = await ledger.read(context)
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
