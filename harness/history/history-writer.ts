import { open } from 'node:fs/promises'
import { reasonOf } from '../errors.ts'
import type { HistoryHeader } from './history.ts'
import type { DoubtRecord, RunRecord } from './record.ts'

/** Appends records to a history file. Never throws: a disk that is full makes a fatal doubt. */
export interface HistoryWriter extends AsyncDisposable {
  append(record: RunRecord): void
  /** Resolves when all that was appended so far is in the file, or cannot be. */
  flush(): Promise<void>
  /** Flushes and closes. Safe to call twice. Answers with the doubt, if writing failed. */
  close(): Promise<DoubtRecord | undefined>
}

/** What was appended is in the file after this long at the latest: what a killed run can lose. */
const flushEveryMs = 200

/** What a writer needs of an open file. */
export interface HistorySink {
  write(bytes: Uint8Array, offset: number): Promise<{ readonly bytesWritten: number }>
  close(): Promise<void>
}

/**
 * Creates the file, one JSON value per line: the header, then the records as they come. Throws when
 * the file exists or cannot be created, since nothing has been started then.
 * @param now milliseconds since the run's epoch, for the stamp of a doubt
 * @param onDoubt called once, as soon as a write has failed; what is in the file stays there
 */
export async function openHistory(
  path: string,
  header: HistoryHeader,
  now: () => number,
  onDoubt: (doubt: DoubtRecord) => void = () => undefined,
): Promise<HistoryWriter> {
  return writeHistory(await open(path, 'ax'), path, header, now, onDoubt)
}

/** As `openHistory`, into a file that is open already. */
export async function writeHistory(
  file: HistorySink,
  path: string,
  header: HistoryHeader,
  now: () => number,
  onDoubt: (doubt: DoubtRecord) => void,
): Promise<HistoryWriter> {
  let waiting = `${JSON.stringify(header)}\n`
  let timer: NodeJS.Timeout | undefined
  let doubt: DoubtRecord | undefined
  let last = Promise.resolve()

  const write = async (): Promise<void> => {
    const text = waiting
    waiting = ''
    if (text === '' || doubt !== undefined) return
    try {
      await writeAll(file, text)
    } catch (error) {
      doubt = doubtOf(path, error, now())
      onDoubt(doubt)
    }
  }
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    last = last.then(write)
    return last
  }
  let closing: Promise<DoubtRecord | undefined> | undefined
  const close = async (): Promise<DoubtRecord | undefined> => {
    await flush()
    try {
      await file.close()
    } catch (error) {
      doubt ??= doubtOf(path, error, now())
    }
    return doubt
  }

  await flush()
  return {
    append(record) {
      if (closing !== undefined || doubt !== undefined) return
      waiting += `${JSON.stringify(record)}\n`
      timer ??= setTimeout(() => void flush(), flushEveryMs)
    },
    flush,
    close: () => (closing ??= close()),
    async [Symbol.asyncDispose]() {
      await (closing ??= close())
    },
  }
}

/** A write may take only part of what it is given, which is how a disk that is filling up begins. */
async function writeAll(file: HistorySink, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  let done = 0
  while (done < bytes.length) done += (await file.write(bytes, done)).bytesWritten
}

function doubtOf(path: string, error: unknown, at: number): DoubtRecord {
  return {
    kind: 'doubt',
    at,
    about: 'environment',
    fatal: true,
    text: `the history could not be written to ${path}: ${reasonOf(error)}; what came later is missing`,
  }
}
