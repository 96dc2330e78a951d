/** Brings back what is missing from the backups; what was done since then stays. */
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupHead, OrderRow, Restored } from '../contracts/backup.ts'
import type { Item } from '../contracts/cart.ts'
import { listBackups, readBackup } from './backup-file.ts'
import { chainTo, contentOf } from './chain.ts'

export interface RestoreParts {
  readonly folder: string
  /** Answers how many were missing. */
  orders(rows: readonly OrderRow[]): Promise<number>
  cart(id: string, items: readonly Item[]): Promise<void>
}

/** Heads of all backups that can be read, the oldest first; damaged ones are told by their number. */
export async function readHeads(
  folder: string,
): Promise<{ heads: BackupHead[]; damaged: { id: number; because: string }[] }> {
  const heads: BackupHead[] = []
  const damaged: { id: number; because: string }[] = []
  for (const id of await listBackups(folder)) {
    try {
      heads.push((await readBackup(folder, id)).head)
    } catch (error) {
      damaged.push({ id, because: error instanceof Error ? error.message : String(error) })
    }
  }
  return { heads, damaged }
}

const atOnce = 8

/**
 * To the newest recovery point that is not after `before` (milliseconds since 1970).
 * @throws Error when there is no unbroken chain of backups up to there.
 */
export async function restore(parts: RestoreParts, before = Infinity): Promise<Restored> {
  const { heads } = await readHeads(parts.folder)
  const chain = chainTo(heads, before)
  const newest = chain.at(-1)
  if (newest === undefined) throw new Error('there is no unbroken chain of backups up to then')
  const content = contentOf(await Promise.all(chain.map(({ id }) => readBackup(parts.folder, id))))
  const orders = await parts.orders(content.orders)
  const carts = [...content.carts].filter(([, items]) => items.length > 0)
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
