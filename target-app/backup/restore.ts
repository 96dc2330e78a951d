/** Brings back what is missing from the backups; what was done since then stays. */
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Backup, BackupHead, EditRow, OrderRow, Restored } from '../contracts/backup.ts'
import type { Item } from '../contracts/cart.ts'
import { wordsOf } from '../service/error-words.ts'
import { listBackups, readBackup } from './backup-file.ts'
import { chainTo, contentOf, keptSince } from './chain.ts'

export interface RestoreParts {
  readonly folder: string
  /** Answers how many were missing. */
  orders(rows: readonly OrderRow[]): Promise<number>
  /** What the journal knows of changes to carts since a backup; some may be in the backup too. */
  editsSince(backup: BackupHead): Promise<readonly EditRow[]>
  cart(id: string, items: readonly Item[]): Promise<void>
  /** One line for the operator: what could not be used. */
  say(line: string): void
}

export interface Reading {
  /** The oldest first. */
  readonly backups: readonly Backup[]
  readonly damaged: readonly { readonly id: number; readonly because: string }[]
}

/** All backups that are whole, and which ones are not. */
export async function readBackups(folder: string): Promise<Reading> {
  const backups: Backup[] = []
  const damaged: { id: number; because: string }[] = []
  for (const id of await listBackups(folder)) {
    try {
      backups.push(await readBackup(folder, id))
    } catch (error) {
      damaged.push({ id, because: wordsOf(error) })
    }
  }
  return { backups, damaged }
}

const atOnce = 16

/**
 * From the newest backup that has nothing from after `before` (milliseconds since 1970).
 * Behind a backup that is damaged or missing nothing can be used. @throws Error when there is nothing to begin with.
 */
export async function restore(parts: RestoreParts, before = Infinity): Promise<Restored> {
  const { backups, damaged } = await readBackups(parts.folder)
  const chain = chainTo(
    backups.map(({ head }) => head),
    before,
  )
  for (const { id, because } of damaged) parts.say(`backup ${id} cannot be used: ${because}`)
  const newest = chain.at(-1)
  if (newest === undefined) throw new Error('there is no unbroken chain of backups up to then')
  const wanted = newest.id + 1
  const next = backups.find(({ head }) => head.id >= wanted)?.head.id
  if (next !== undefined && next !== wanted)
    parts.say(`nothing after backup ${newest.id} can be used: ${wanted} is missing or damaged`)
  const needed = new Set(chain.map(({ id }) => id))
  const content = contentOf(backups.filter(({ head }) => needed.has(head.id)))
  const orders = await parts.orders(content.orders)
  const kept = keptSince(content.carts, await parts.editsSince(newest))
  const carts = kept.filter(([, items]) => items.length > 0)
  for (let from = 0; from < carts.length; from += atOnce) {
    await Promise.all(carts.slice(from, from + atOnce).map(([id, items]) => parts.cart(id, items)))
  }
  const restored = {
    backup: newest.id,
    recoveryPoint: newest.recoveryPoint,
    orders,
    carts: carts.length,
  }
  await writeFile(note(parts.folder), JSON.stringify(restored))
  return restored
}

/** Milliseconds since 1970; 0 when nothing was ever restored. */
export async function restoredAt(folder: string): Promise<number> {
  const { mtimeMs } = await stat(note(folder)).catch(() => ({ mtimeMs: 0 }))
  return mtimeMs
}

function note(folder: string): string {
  return join(folder, 'restored.json')
}
