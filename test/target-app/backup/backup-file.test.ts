import * as fc from 'fast-check'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Backup } from '../../../target-app/contracts/backup.ts'
import {
  DamagedBackup,
  decodeBackup,
  encodeBackup,
  listBackups,
  readBackup,
  verifyBackup,
  writeBackup,
} from '../../../target-app/backup/backup-file.ts'

const backup: Backup = {
  head: { id: 7, kind: 'full', generation: 'g', horizon: '9', recoveryPoint: 1000 },
  rows: [
    { order: { number: 1001, key: 'k', shopper: 's' } },
    {
      cart: { cart: 'me', version: 1, items: [{ token: 'a', product: 'amber-mug', quantity: 1 }] },
    },
  ],
}

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('what is written is read again, under its number', async () => {
  await writeBackup(folder, backup)
  expect(await listBackups(folder)).toEqual([7])
  expect(await readBackup(folder, 7)).toEqual(backup)
  expect(await readdir(folder)).toEqual(['000007.jsonl'])
})

test('a backup with any byte changed, or that breaks off anywhere, is refused', () => {
  const text = encodeBackup(backup)
  const place = fc.nat(text.length - 2)
  fc.assert(
    fc.property(place, (at) => {
      const other = text[at] === 'x' ? 'y' : 'x'
      expect(() => decodeBackup(text.slice(0, at) + other + text.slice(at + 1))).toThrow()
      expect(() => decodeBackup(text.slice(0, at))).toThrow(DamagedBackup)
    }),
  )
})

test('one that was damaged on the volume is refused', async () => {
  await writeBackup(folder, backup)
  await verifyBackup(folder, 7)
  const path = join(folder, '000007.jsonl')
  await writeFile(path, (await readFile(path, 'utf8')).replace('amber-mug', 'amber-jug'))
  await expect(readBackup(folder, 7)).rejects.toThrow(DamagedBackup)
  await expect(verifyBackup(folder, 7)).rejects.toThrow(DamagedBackup)
})

test('an empty or missing folder has no backups', async () => {
  expect(await listBackups(join(folder, 'nowhere'))).toEqual([])
})
