import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, test } from 'vitest'
import { readHistory } from '../../harness/history/history-file.ts'
import { judgeFolder } from '../../harness/suite/judge-folder.ts'
import { reportOf } from '../../harness/suite/suite-report.ts'
import { page } from '../../reports/page.ts'
import { samples } from '../../reports/samples/index.ts'
import { longHistories, type LongHistory } from './long-history.ts'
import { fastest, tell } from './ratio.ts'

/* From a history to its page: against half of the history, and against the least that anybody could do with it. */

const histories = await longHistories()
const { short, long } = histories
afterAll(() => histories[Symbol.dispose]())

const requests = `a history of ${long.requests} requests`
const half = 'half of the requests'

/** Every line a value, and nothing else. */
async function parsed(): Promise<readonly unknown[]> {
  const lines = (await readFile(long.path, 'utf8')).trimEnd().split('\n')
  return lines.map((line): unknown => JSON.parse(line))
}

const facts = { tags: [], repeat: { index: 1, of: 1 }, reproduce: '', durationMs: 0, wallMs: 0 }
const judged = ({ suite, folder }: LongHistory) => judgeFolder(suite, folder, facts)

test('reading', async ({ bench, task }) => {
  const times = await fastest(bench, {
    short: () => readHistory(short.path),
    long: () => readHistory(long.path),
    parsed,
  })
  const reading = { what: `reading ${requests}`, unit: 'ms', measured: times.long } as const
  tell(task, { ...reading, against: half, baseline: times.short, near: 2 })
  tell(task, { ...reading, against: 'JSON.parse of its lines', baseline: times.parsed, near: 1.3 })
})

test('judging', async ({ bench, task }) => {
  const times = await fastest(bench, {
    short: () => judged(short),
    long: () => judged(long),
    parsed,
  })
  const what = 'reading it, judging it, and all measures'
  const judging = { what, unit: 'ms', measured: times.long } as const
  tell(task, { ...judging, against: half, baseline: times.short, near: 2 })
  tell(task, { ...judging, against: 'JSON.parse of its lines', baseline: times.parsed, near: 6 })
})

const reportFor = async (history: LongHistory) =>
  reportOf(samples.passing.run, samples.passing.target, [await judged(history)], 0)

test('the report page', async ({ bench, task }) => {
  const reports = { short: await reportFor(short), long: await reportFor(long) }
  const times = await fastest(bench, {
    short: () => void page(reports.short),
    long: () => void page(reports.long),
  })
  const building = { what: 'building its page', unit: 'ms', against: half } as const
  tell(task, { ...building, measured: times.long, baseline: times.short, near: 1.5 })
  // Of the page only the table of seconds grows, by one row for each.
  const sizes = {
    measured: Buffer.byteLength(page(reports.long)) / 1024,
    baseline: Buffer.byteLength(page(reports.short)) / 1024,
  }
  tell(task, { what: 'the size of its page', unit: 'KiB', against: half, ...sizes, near: 1.3 })
})

const program = fileURLToPath(new URL('reads-a-history.ts', import.meta.url))

/** Bytes per request: what the history holds once it is there, and the most that reading it took. */
async function memoryOf({ path, requests }: LongHistory) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, path])
  const { held, peak } = JSON.parse(stdout) as Record<'held' | 'peak', number>
  return { held: held / requests, peak: peak / requests }
}

test('memory', async ({ task }) => {
  const [baseline, measured] = [await memoryOf(short), await memoryOf(long)]
  const each = { unit: 'B per request', against: half, near: 1 } as const
  const held = { measured: measured.held, baseline: baseline.held }
  tell(task, { what: 'heap that it holds', ...each, ...held })
  const peak = { measured: measured.peak, baseline: baseline.peak }
  tell(task, { what: 'memory that reading it takes at most', ...each, ...peak })
})
