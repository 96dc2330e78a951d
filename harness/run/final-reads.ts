import { isDeepStrictEqual } from 'node:util'
import { reasonOf } from '../errors.ts'
import { thoseServed } from '../runtime/running-services.ts'
import type { Ledger, LedgerReading } from '../target/target.ts'
import type { Job } from './job.ts'
import type { Recorder } from './recorder.ts'

const rounds = 12
const pauseMs = 500

/**
 * Reads every ledger again and again until two rounds agree: only then has the system stopped
 * changing, and only then does what is missing count as lost.
 */
export async function readLedgers(job: Job, recorder: Recorder): Promise<void> {
  const { replicasOf } = job.environment.context(job.signal)
  const ledgers = Object.entries(thoseServed(job.target.ledgers ?? {}, replicasOf))
  await Promise.all(ledgers.map(([name, ledger]) => readLedger(job, recorder, name, ledger)))
}

async function readLedger(
  job: Job,
  recorder: Recorder,
  name: string,
  ledger: Ledger,
): Promise<void> {
  let last: LedgerReading | undefined
  for (let round = 1; round <= rounds; round++) {
    const reading = await ledger
      .read(job.environment.context(job.signal))
      .catch((error: unknown) => {
        recorder.doubt(
          'reads',
          `ledger ${name}, round ${round}: ${reasonOf(error)}`,
          round === rounds,
        )
        return undefined
      })
    // Work that waits for its next try changes nothing meanwhile, and is not over.
    const waiting = (reading?.totals?.['pending'] ?? 0) > 0 && round < rounds
    const settled = reading !== undefined && isDeepStrictEqual(reading, last) && !waiting
    if (reading && (settled || round === rounds))
      recorder.record({
        ...{ kind: 'read', at: recorder.now(), ledger: name, round, settled },
        tokens: reading.tokens,
        ...(reading.totals === undefined ? {} : { totals: reading.totals }),
      })
    if (settled || job.signal.aborted) return
    last = reading
    await job.clock.sleep(pauseMs)
  }
  recorder.doubt('reads', `ledger ${name} was still changing after ${rounds} rounds`)
}
