import { isDeepStrictEqual } from 'node:util'
import { reasonOf } from '../errors.ts'
import type { Ledger, LedgerReading, TargetContext } from '../target/target.ts'
import type { Job } from './job.ts'
import { judgedLedgers } from './judged-ledgers.ts'
import type { Recorder } from './recorder.ts'

const rounds = 12
const pauseMs = 500

/**
 * Reads every ledger that is judged again and again until two rounds agree: only then has the system stopped
 * changing, and only then does what is missing count as lost. What was read before, when all had been healed, is a
 * round too.
 */
export async function readLedgers(
  job: Job,
  recorder: Recorder,
  before: ReadonlyMap<string, LedgerReading> = new Map(),
): Promise<void> {
  let ledgers = judgedLedgers(job)
  const last = new Map<string, LedgerReading | undefined>(before)
  for (let round = 1; round <= rounds; round++) {
    if (last.size > 0) await job.clock.sleep(pauseMs)
    const context = job.environment.context(job.signal)
    const settled = await Promise.all(
      ledgers.map(async ([name, ledger]) => {
        const reading = await read(recorder, context, name, ledger, round)
        const agrees = agree(recorder, name, round, reading, last.get(name))
        last.set(name, reading)
        return agrees
      }),
    )
    ledgers = ledgers.filter((_, index) => !settled[index])
    if (ledgers.length === 0 || job.signal.aborted) return
  }
  for (const [name] of ledgers)
    recorder.doubt('reads', `ledger ${name} was still changing after ${rounds} rounds`)
}

async function read(
  recorder: Recorder,
  context: TargetContext,
  name: string,
  ledger: Ledger,
  round: number,
): Promise<LedgerReading | undefined> {
  try {
    return await ledger.read(context)
  } catch (error) {
    recorder.doubt('reads', `ledger ${name}, round ${round}: ${reasonOf(error)}`, round === rounds)
    return undefined
  }
}

/** Whether it says the same as before; records what is said then, or at last. */
function agree(
  recorder: Recorder,
  name: string,
  round: number,
  reading: LedgerReading | undefined,
  last: LedgerReading | undefined,
): boolean {
  // Work that waits for its next try changes nothing meanwhile, and is not over.
  const waiting = (reading?.totals?.['pending'] ?? 0) > 0 && round < rounds
  const settled = reading !== undefined && isDeepStrictEqual(reading, last) && !waiting
  if (reading && (settled || round === rounds))
    recorder.record({
      ...{ kind: 'read', at: recorder.now(), ledger: name, round, settled },
      tokens: reading.tokens,
      ...(reading.totals === undefined ? {} : { totals: reading.totals }),
    })
  return settled
}
