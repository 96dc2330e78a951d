import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupApp } from '../../../target-app/backup/app.ts'
import { encodeBackup, writeBackup } from '../../../target-app/backup/backup-file.ts'
import type { BackupHead } from '../../../target-app/contracts/backup.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
})
afterEach(() => rm(folder, { recursive: true }))

const head = (id: number): BackupHead => ({
  ...{ id, kind: id === 1 ? 'full' : 'incremental', generation: 'g', horizon: String(id) },
  recoveryPoint: id * 1000,
})
const order = { order: { number: 1001, key: 'k' } }

async function listed(): Promise<unknown> {
  const app = backupApp({
    folder,
    health: () => ({ replica: 'backup', ready: true }),
    metrics: { answered: () => undefined, breaker: () => undefined, text: async () => '' },
    log: { warn: () => undefined },
  })
  return (await app.request('/backups')).json()
}

test('tells of each backup what it is, and not what is in it', async () => {
  for (const id of [2, 1]) await writeBackup(folder, { head: head(id), rows: [order] })
  expect(await listed()).toEqual({ backups: [head(1), head(2)], damaged: [] })
})

test('names those that are damaged, beside those that are whole', async () => {
  await writeBackup(folder, { head: head(1), rows: [] })
  const whole = encodeBackup({ head: head(2), rows: [order] })
  await writeFile(join(folder, '000002.jsonl'), whole.replace('1001', '1002'))
  expect(await listed()).toEqual({
    backups: [head(1)],
    damaged: [{ id: 2, because: 'its checksum does not fit' }],
  })
})

test('has nothing to tell before the first backup', async () => {
  expect(await listed()).toEqual({ backups: [], damaged: [] })
})
