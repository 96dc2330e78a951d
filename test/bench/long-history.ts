import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vocabularyOf } from '../../harness/cli/vocabulary.ts'
import { timeOf } from '../../harness/history/assemble.ts'
import type { ReadRecord, RunRecord } from '../../harness/history/record.ts'
import { historyFile } from '../../harness/run/recorder.ts'
import { loadValidScenarios } from '../../harness/scenario/index.ts'
import target from '../../target-app/target.ts'
import { buildHistory } from '../support/build-history.ts'

/** A run's folder with nothing but its history in it. */
export interface LongHistory {
  /** Of the suite; the run's own folder in it is `folder`. */
  readonly suite: string
  readonly folder: string
  readonly path: string
  readonly requests: number
}

export interface LongHistories extends Disposable {
  readonly short: LongHistory
  /** The same with twice the requests. */
  readonly long: LongHistory
}

/** Histories as a scenario of the shop leaves them, but of five and ten minutes instead of one. */
export async function longHistories(): Promise<LongHistories> {
  const suite = mkdtempSync(join(tmpdir(), 'aftershock-bench-'))
  const minutes = (n: number) => n * 60_000
  return {
    short: await write(suite, 'short', minutes(5)),
    long: await write(suite, 'long', minutes(10)),
    [Symbol.dispose]: () => rmSync(suite, { recursive: true }),
  }
}

async function write(suite: string, folder: string, loadMs: number): Promise<LongHistory> {
  const { header, records } = await recordsOf(loadMs)
  const path = join(suite, folder, historyFile)
  await mkdir(join(suite, folder))
  const lines = [header, ...records].map((value) => JSON.stringify(value))
  await writeFile(path, `${lines.join('\n')}\n`)
  const requests = records.filter(({ kind }) => kind === 'request').length
  return { suite, folder, path, requests }
}

/** The header, and all records in the order in which they were written down. */
async function recordsOf(loadMs: number) {
  const file = 'scenarios/redis-primary-killed.yaml'
  const [scenario] = await loadValidScenarios([file], 'scenarios', vocabularyOf(target))
  if (scenario === undefined) throw new Error(`${file} holds no scenario`)
  const operations = Object.fromEntries(
    scenario.load.map(({ op, rate }) => [
      op,
      { ...target.operations[op], rate, outages: [{ from: 0, to: 4_000 }] },
    ]),
  )
  const { header, ...kinds } = buildHistory({
    // The baseline is part of the load, so that twice the time is twice the requests.
    ...{ operations, baselineMs: 15_000, loadMs: loadMs - 15_000, healMs: 20_000 },
    header: { expect: scenario.expect, claim: scenario.claim, scenario: scenario.id },
  })
  const records: RunRecord[] = Object.values(kinds).flat()
  const added = kinds.requests.filter(({ op, outcome }) => op === 'cart.add' && outcome === 'ok')
  const read: ReadRecord = {
    ...{ kind: 'read', at: 20_000 + loadMs + 5_000, ledger: 'cart-items', round: 2, settled: true },
    tokens: Object.fromEntries(added.map(({ token = '' }) => [token, 1])),
  }
  return { header, records: [...records, read].toSorted((a, b) => timeOf(a) - timeOf(b)) }
}
