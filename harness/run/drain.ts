import type { Ledger, LedgerReading, TargetContext } from '../target/target.ts'
import type { Job } from './job.ts'
import { judgedLedgers } from './judged-ledgers.ts'
import type { Recorder } from './recorder.ts'

const pauseMs = 500

/**
 * Once nothing new comes, looks at every judged ledger whose totals say what is `pending`, until that is nothing or the time
 * is over. Each look is recorded, so that it is known when deferred work was done. What cannot be read is left to
 * the final reads, which say so. Never throws. Answers with what each ledger said last.
 */
export async function watchDrain(
  job: Job,
  recorder: Recorder,
  limitMs: number,
): Promise<ReadonlyMap<string, LedgerReading>> {
  const last = new Map<string, LedgerReading>()
  let ledgers = judgedLedgers(job)
  const until = recorder.now() + limitMs
  for (;;) {
    const context = job.environment.context(job.signal)
    const again = await Promise.all(
      ledgers.map(async ([name, ledger]) => {
        const reading = await look(job, recorder, context, name, ledger)
        if (reading !== undefined) last.set(name, reading)
        return reading === undefined || (reading.totals?.['pending'] ?? 0) > 0
      }),
    )
    ledgers = ledgers.filter((_, index) => again[index])
    if (ledgers.length === 0 || job.signal.aborted || recorder.now() >= until) return last
    await job.clock.sleep(pauseMs)
  }
}

async function look(
  job: Job,
  recorder: Recorder,
  context: TargetContext,
  name: string,
  ledger: Ledger,
): Promise<LedgerReading | undefined> {
  if (job.signal.aborted) return undefined
  try {
    const reading = await ledger.read(context)
    const { totals } = reading
    if (totals?.['pending'] !== undefined)
      recorder.record({
        ...{ kind: 'read', at: recorder.now(), ledger: name, round: 0, settled: false },
        ...{ tokens: {}, totals },
      })
    return reading
  } catch {
    return undefined
  }
}
