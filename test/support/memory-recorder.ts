import type { Clock } from '../../harness/clock.ts'
import type { RunRecord } from '../../harness/history/record.ts'
import type { Recorder } from '../../harness/run/recorder.ts'

/** A recorder that keeps what it is told, and tells it as lines that read like a story. */
export interface MemoryRecorder extends Recorder {
  readonly records: readonly RunRecord[]
  /** One line per record or flush, in order; times in milliseconds. */
  readonly story: string[]
}

/** The run's epoch is the clock's zero; wall-clock times are run times plus `clock.wall()` at that moment. */
export function memoryRecorder(clock: Clock): MemoryRecorder {
  const records: RunRecord[] = []
  const story: string[] = []
  const epoch = clock.wall()
  const record = (each: RunRecord): void => {
    records.push(each)
    story.push(lineOf(each))
  }
  return {
    ...{ records, story, record },
    now: () => clock.now(),
    toRunTime: (wallMs) => wallMs - epoch,
    phase: (phase) => record({ kind: 'phase', phase, at: clock.now() }),
    doubt: (about, text, fatal = true) =>
      record({ kind: 'doubt', at: clock.now(), about, fatal, text }),
    async flush() {
      story.push('flush')
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

function lineOf(record: RunRecord): string {
  if (record.kind === 'fault') {
    const { at, fault, target, stage, note, touched } = record
    const more = note ?? (touched === undefined ? undefined : `met ${touched}`)
    return `${at} ${fault} ${target.join(', ')} ${stage}${more === undefined ? '' : `: ${more}`}`
  }
  if (record.kind === 'doubt') {
    const { at, about, fatal, text } = record
    return `${at} ${fatal ? 'fatal ' : ''}doubt about ${about}: ${text}`
  }
  if (record.kind === 'read') {
    const { at, ledger, round, settled, tokens } = record
    const state = settled ? '' : ', still changing'
    return `${at} read ${ledger} in round ${round}${state}: ${JSON.stringify(tokens)}`
  }
  return record.kind
}
