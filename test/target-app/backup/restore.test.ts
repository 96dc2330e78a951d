import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Backup, BackupRow, EditRow } from '../../../target-app/contracts/backup.ts'
import { writeBackup } from '../../../target-app/backup/backup-file.ts'
import { restore } from '../../../target-app/backup/restore.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
})
afterEach(() => rm(folder, { recursive: true }))

const item = (token: string) => ({ token, product: 'amber-mug', quantity: 1 })
const added = (seq: number, token: string): BackupRow => ({
  edit: { cart: 'me', version: seq, seq, edit: { add: [item(token)] } },
})
const backup = (id: number, rows: readonly BackupRow[]): Backup => ({
  head: {
    id,
    kind: id === 1 ? 'full' : 'incremental',
    generation: 'g',
    horizon: String(id),
    recoveryPoint: id * 1000,
  },
  rows,
})

/** What was put into carts again. */
async function restored(edits: readonly EditRow[] = []) {
  const carts: Record<string, string[]> = {}
  const asked: string[] = []
  const said: string[] = []
  await restore({
    folder,
    orders: async (rows) => rows.length,
    editsSince: async ({ horizon }) => {
      asked.push(horizon)
      return edits
    },
    cart: async (id, items) => {
      carts[id] = items.map(({ token }) => token)
    },
    say: (line) => void said.push(line),
  })
  return { carts, asked, said }
}

test('what was bought or taken out since the backup does not come back', async () => {
  await writeBackup(folder, backup(1, [added(1, 'a'), added(2, 'b')]))
  const bought: EditRow = { cart: 'me', version: 3, seq: 3, edit: { remove: ['a'] } }
  expect(await restored([bought])).toEqual({ carts: { me: ['b'] }, asked: ['1'], said: [] })
  const all: EditRow = { cart: 'me', version: 3, seq: 3, edit: { remove: ['a', 'b'] } }
  expect((await restored([all])).carts).toEqual({})
})

test('what lies before a damaged backup comes back, and what cannot be used is said', async () => {
  for (const id of [1, 2, 3, 4]) await writeBackup(folder, backup(id, [added(id, `t${id}`)]))
  await writeFile(join(folder, '000003.jsonl'), 'nothing')
  const { carts, said } = await restored()
  expect(carts).toEqual({ me: ['t1', 't2'] })
  expect(said).toEqual([
    'backup 3 cannot be used: it breaks off before its end',
    'nothing after backup 2 can be used: 3 is missing or damaged',
  ])
})

test('a damaged last backup is said too', async () => {
  for (const id of [1, 2]) await writeBackup(folder, backup(id, [added(id, `t${id}`)]))
  await writeFile(join(folder, '000002.jsonl'), 'nothing')
  const { carts, said } = await restored()
  expect(carts).toEqual({ me: ['t1'] })
  expect(said).toEqual(['backup 2 cannot be used: it breaks off before its end'])
})
