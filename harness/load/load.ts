import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { DoubtRecord, LoadRecord, RequestRecord } from '../history/record.ts'
import type { Environment } from '../runtime/environment.ts'
import { startK6, type K6End, type RunningK6 } from './k6-container.ts'
import { driverPlan, type DriverPlan, type LoadRequest } from './options.ts'
import { rowReader } from './rows.ts'
import { scriptFiles, type LoadFile } from './script-files.ts'
import { loadTally } from './tally.ts'

/** What the load is made of. */
export interface Load extends Pick<LoadRequest, 'load' | 'loadMs' | 'operations' | 'tokenPrefix'> {
  /** An image with `k6` on its path. */
  readonly image: string
  readonly environment: Pick<Environment, 'run' | 'loadNamespace' | 'loadUrl'>
  /** Absolute path of the target's load script. */
  readonly script: string
  readonly clock: Clock
  /** From wall-clock milliseconds to milliseconds since the run's epoch. */
  readonly toRunTime: (wallMs: number) => number
}

/** What is known when the load is over. Times are milliseconds since the run's epoch. */
export interface LoadSummary {
  /** k6 ran to its planned end. False with a reason when it died, hung or was stopped. */
  readonly ok: boolean
  readonly reason?: string
  readonly exitCode: number | null
  /** When the first request was meant to start; null when none was. */
  readonly began: number | null
  readonly records: readonly LoadRecord[]
  readonly doubts: readonly DoubtRecord[]
}

export interface RunningLoad {
  /** Resolves when k6 has ended and its container is gone. Never rejects. */
  readonly done: Promise<LoadSummary>
  /** Ends the load early. Bounded; resolves when the container is gone. */
  stop(): Promise<void>
}

/** How long k6 may take to build its users before the first request. */
const beginLimitMs = 30_000
/** How long after the last time-out it may still be running. */
const endLimitMs = 10_000

/**
 * Loads a target: every operation at its own rate, open loop, for `loadMs`. Records come while the
 * load runs, about 0.2 s after their requests ended. Throws when the load cannot be started.
 */
export async function startLoad(
  load: Load,
  onRecord: (record: RequestRecord) => void,
  signal: AbortSignal,
): Promise<RunningLoad> {
  const plan = driverPlan({ ...load, url: load.environment.loadUrl })
  const tally = loadTally(load)
  const readRow = rowReader(plan, load.toRunTime)
  const begun = Promise.withResolvers<void>()
  const onRow = (line: string): void => {
    if (!line.startsWith('metric_name,')) begun.resolve()
    const row = readRow(line)
    if (row === undefined) return
    tally.add(row)
    if (row.kind === 'request') onRecord(row.record)
  }
  const k6 = await startK6(
    {
      run: load.environment.run,
      image: load.image,
      namespace: load.environment.loadNamespace,
      files: await driverFiles(plan, load.script),
      entry: 'driver.ts',
    },
    onRow,
    signal,
  )

  let stopped = false
  const stop = async (): Promise<void> => {
    stopped = true
    await k6.stop()
  }
  const onAbort = (): void => void stop()
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()

  const done = watched(k6, load, begun.promise).then(({ end, overdue }): LoadSummary => {
    signal.removeEventListener('abort', onAbort)
    const at = load.toRunTime(load.clock.wall())
    const reason = stopped ? 'the load was stopped' : (overdue ?? reasonOfDeath(end))
    const died: readonly DoubtRecord[] =
      reason === undefined || stopped
        ? []
        : [{ kind: 'doubt', at, about: 'load', fatal: true, text: reason }]
    return {
      ok: reason === undefined,
      ...(reason === undefined ? {} : { reason }),
      exitCode: end.exitCode,
      began: tally.began(),
      records: tally.records(at),
      doubts: [...died, ...tally.doubts(at, reason === undefined)],
    }
  })
  return { done, stop }
}

/** Waits for k6, but not for ever: what is overdue is stopped, and why is told. */
async function watched(
  k6: RunningK6,
  { clock, load, loadMs, operations }: Load,
  begun: Promise<void>,
): Promise<{ readonly end: K6End; readonly overdue?: string }> {
  const over = new AbortController()
  const timeouts = load.map(({ op }) => operations[op]?.timeoutMs ?? 0)
  const limitMs = loadMs + Math.max(0, ...timeouts) + endLimitMs
  const overdue = async (): Promise<string> => {
    const beginning = clock.sleep(beginLimitMs, over.signal).then(() => 'late' as const)
    if ((await Promise.race([begun, beginning])) === 'late') {
      return `k6 made no request in its first ${beginLimitMs / 1000} s`
    }
    // The other sleep is left to end by itself, or with the load.
    beginning.catch(() => undefined)
    await clock.sleep(limitMs, over.signal)
    return `k6 still ran ${endLimitMs / 1000} s after its planned end and was killed`
  }
  const late = overdue()
  // When the load ends in time, the sleep above is aborted and nobody listens any more.
  late.catch(() => undefined)
  try {
    const first = await Promise.race([k6.ended, late])
    if (typeof first !== 'string') return { end: first }
    await k6.stop()
    return { end: await k6.ended, overdue: first }
  } finally {
    over.abort()
  }
}

function reasonOfDeath({ exitCode, outOfMemory, said }: K6End): string | undefined {
  if (exitCode === 0) return undefined
  const how = outOfMemory
    ? 'k6 ran out of memory'
    : exitCode === null
      ? 'k6 was lost sight of'
      : exitCode === 137
        ? 'k6 was killed'
        : `k6 ended with exit code ${exitCode}`
  return said.length === 0 ? how : `${how}; it last said: ${said.slice(-3).join(' | ')}`
}

/** The driver with what it imports, the target's load script, and the file that joins them. */
async function driverFiles(plan: DriverPlan, script: string): Promise<LoadFile[]> {
  const { entry, files } = await scriptFiles(script)
  const driver = await readFile(join(import.meta.dirname, 'driver.ts'), 'utf8')
  const given = [
    `export { default as operations } from './target/${entry}'`,
    `export const plan = ${JSON.stringify(plan)}`,
  ].join('\n')
  return [
    { path: 'driver.ts', content: driver },
    { path: 'given.ts', content: given },
    ...files.map(({ path, content }) => ({ path: `target/${path}`, content })),
  ]
}
