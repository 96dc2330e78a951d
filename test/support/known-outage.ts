import type { OperationFacts, RunHistory } from '../../harness/history/history.ts'
import type { FaultRecord, RequestRecord } from '../../harness/history/record.ts'
import { timeToRecover } from '../../harness/measures/time-to-recover.ts'
import { outageTrial, type Trial } from './outage-trial.ts'

/** How far the measured recovery time of one operation was from the truth. Milliseconds. */
export interface Accuracy {
  readonly op: string
  readonly rate: number
  readonly trueMs: number
  readonly measuredMs: number
  readonly errorMs: number
  /** What the reading itself states. */
  readonly resolutionMs: number
}

const latencyLimitMs = 300

/** Plays an outage of exactly known length under k6, and measures it as a run would. */
export async function measureKnownOutage(
  trial: Required<Pick<Trial, 'outage'>> & Omit<Trial, 'outage'>,
): Promise<readonly Accuracy[]> {
  const { records, from, to } = await outageTrial(trial)
  if (from === null || to === null) throw new Error('the stub kept no outage')
  const history = historyOf(trial, records, from, to)
  return Object.entries(trial.rates).map(([op, rate]) => {
    const reading = timeToRecover.read(history, op)
    if (reading.value === null) throw new Error(`${op}: ${reading.because}`)
    const trueMs = to - from
    return {
      ...{ op, rate, trueMs, measuredMs: reading.value, errorMs: reading.value - trueMs },
      resolutionMs: reading.resolution ?? 0,
    }
  })
}

/** The history a run would have written about this outage: the fault in force from `from` to `to`. */
function historyOf(
  trial: Pick<Trial, 'rates' | 'timeoutMs'>,
  requests: readonly RequestRecord[],
  from: number,
  to: number,
): RunHistory {
  const first = Math.min(...requests.map(({ intended }) => intended))
  const stamp = (stage: FaultRecord['stage'], at: number): FaultRecord => ({
    ...{ kind: 'fault', id: 0, fault: 'outage', target: ['stub'], stage, at },
  })
  const facts = (rate: number): OperationFacts => ({
    ...{ rate, latencyLimitMs, timeoutMs: trial.timeoutMs ?? 1000, tiers: [] },
  })
  const planned = { id: 0, fault: 'outage', target: ['stub'], options: {}, atMs: 0 }
  return {
    header: {
      ...{ schema: 1, run: 'trial', scenario: 'known-outage', file: '', claim: '', target: 'stub' },
      ...{ seed: 0, without: [], planted: [], expect: [], versions: {} },
      epoch: { wall: 0, monotonic: 0 },
      operations: Object.fromEntries(Object.entries(trial.rates).map(([op, r]) => [op, facts(r)])),
      // Permanent, so that all recovery counts from the one moment that is known: its beginning.
      faults: [{ ...planned, healMs: null }],
    },
    requests: requests.toSorted((a, b) => a.intended - b.intended),
    phases: [
      { kind: 'phase', phase: 'baseline', at: first },
      { kind: 'phase', phase: 'fault', at: from },
      { kind: 'phase', phase: 'observe', at: to },
    ],
    faults: [stamp('requested', from), stamp('acknowledged', from), stamp('effective', from)],
    ...{ events: [], complaints: [], browser: [], reads: [], load: [], doubts: [] },
  }
}

/** One row per measurement, for people. */
export function accuracyTable(rows: readonly Accuracy[]): string {
  const head = 'rate/s   true ms   measured ms   error ms   stated ± ms'
  const lines = rows.map(({ rate, trueMs, measuredMs, errorMs, resolutionMs }) =>
    [
      String(rate).padStart(6),
      trueMs.toFixed(0).padStart(10),
      measuredMs.toFixed(1).padStart(13),
      errorMs.toFixed(1).padStart(10),
      resolutionMs.toFixed(1).padStart(13),
    ].join(' '),
  )
  return [head, ...lines].join('\n')
}
