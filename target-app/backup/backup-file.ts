/** One backup is one file of JSON lines: its head, its rows, and a checksum over both as the last line. */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BackupHead, BackupRow, type Backup } from '../contracts/backup.ts'

const End = z.object({ rows: z.number(), sha256: z.string() })

/** A damaged backup is worse than none: it is noticed when it is read, and when it was just written. */
export class DamagedBackup extends Error {}

export function encodeBackup({ head, rows }: Backup): string {
  const content = [head, ...rows].map((line) => JSON.stringify(line)).join('\n')
  return `${content}\n${JSON.stringify({ rows: rows.length, sha256: sha256(content) })}\n`
}

/** Head and rows, as they were written. @throws DamagedBackup */
function contentIn(text: string): readonly string[] {
  const lines = text.trimEnd().split('\n')
  const end = End.safeParse(parse(lines.pop()))
  if (!end.success) throw new DamagedBackup('it breaks off before its end')
  if (sha256(lines.join('\n')) !== end.data.sha256)
    throw new DamagedBackup('its checksum does not fit')
  return lines
}

/** @throws DamagedBackup */
export function decodeBackup(text: string): Backup {
  const [first, ...rest] = contentIn(text)
  return {
    head: BackupHead.parse(parse(first)),
    rows: rest.map((line) => BackupRow.parse(parse(line))),
  }
}

/** Either all of it is there under its name, and was read again, or nothing is. @throws DamagedBackup */
export async function writeBackup(folder: string, backup: Backup): Promise<void> {
  const path = pathOf(folder, backup.head.id)
  const text = encodeBackup(backup)
  const unfinished = `${path}.new`
  await mkdir(folder, { recursive: true })
  const file = await open(unfinished, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  decodeBackup(await readFile(unfinished, 'utf8'))
  await rename(unfinished, path)
}

/** @throws DamagedBackup */
export async function readBackup(folder: string, id: number): Promise<Backup> {
  return decodeBackup(await readFile(pathOf(folder, id), 'utf8'))
}

/** Cheaper than reading what it says. @throws DamagedBackup, or Error when it is gone */
export async function verifyBackup(folder: string, id: number): Promise<void> {
  contentIn(await readFile(pathOf(folder, id), 'utf8'))
}

/** The numbers of all backups, the oldest first. */
export async function listBackups(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => [])
  const ids = names.flatMap((name) => /^(\d+)\.jsonl$/.exec(name)?.[1] ?? [])
  return ids.map(Number).toSorted((a, b) => a - b)
}

export async function removeBackup(folder: string, id: number): Promise<void> {
  await rm(pathOf(folder, id), { force: true })
}

function pathOf(folder: string, id: number): string {
  return join(folder, `${String(id).padStart(6, '0')}.jsonl`)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function parse(line = ''): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
