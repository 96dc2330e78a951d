/** Takes one backup after the other: a full one now and then, incremental ones between them. */
import type { BackupHead, BackupRow } from '../contracts/backup.ts'
import { flushMs } from '../cart/journal.ts'
import { wordsOf } from '../service/error-words.ts'
import { listBackups, readBackup, removeBackup, verifyBackup, writeBackup } from './backup-file.ts'
import type { Moment, Previous } from './source.ts'

export interface KeeperParts {
  readonly folder: string
  read(previous: Previous | undefined): Promise<Moment>
  /** Milliseconds since 1970. */
  now(): number
  /** When data were last restored, or 0: what was backed up before does not go on from there. */
  restoredAt(): Promise<number>
  /** A full backup is taken after so many incremental ones. */
  readonly incrementals: number
  /** False: what was written is taken to be whole for ever. */
  readonly verifies: boolean
  /** False plants the weakness `backup-skips-newest`. */
  readonly newest: boolean
  onBackup(head: BackupHead, rows: number): void
  /** Somebody brought data back since the last backup. */
  onRestored(): void
  /** One that others are built on cannot be read any more. */
  onDamaged(id: number, because: string): void
}

/** What carts acknowledged is in the journal after this long. */
const journalLagMs = flushMs * 2
/** Chains kept: the one that grows, and the one before it. */
const keptChains = 2

export class Keeper {
  readonly #parts: KeeperParts
  #last: BackupHead | undefined
  /** The last full backup, and those that are built on it. */
  #chain: readonly number[] = []
  #restoredAt = 0

  constructor(parts: KeeperParts) {
    this.#parts = parts
  }

  get last(): BackupHead | undefined {
    return this.#last
  }

  /** Throws when it could not be taken; the next one then holds what this one would have. */
  async take(): Promise<BackupHead> {
    const { folder, read, now, onBackup, incrementals } = this.#parts
    const recoveryPoint = now() - journalLagMs
    const restored = await this.#parts.restoredAt()
    const isWhole = await this.#chainIsWhole()
    const grows = isWhole && restored === this.#restoredAt && this.#chain.length <= incrementals
    const moment = await read(grows ? this.#last : undefined)
    const readAt = now()
    const { kind, generation, horizon } = moment
    const id = ((await listBackups(folder)).at(-1) ?? 0) + 1
    const rows = this.#parts.newest ? moment.rows : withoutNewest(moment.rows)
    const head = { id, kind, generation, horizon, recoveryPoint, readAt }
    await writeBackup(folder, { head, rows })
    if (this.#last !== undefined && restored > this.#restoredAt) this.#parts.onRestored()
    this.#last = head
    this.#restoredAt = restored
    this.#chain = kind === 'full' ? [id] : [...this.#chain, id]
    onBackup(head, rows.length)
    if (kind === 'full') await this.#forgetOld()
    return head
  }

  /** Nothing can be built on what was damaged or removed since it was written. */
  async #chainIsWhole(): Promise<boolean> {
    const { folder, verifies, onDamaged } = this.#parts
    if (!verifies) return this.#chain.length > 0
    for (const id of this.#chain) {
      try {
        await verifyBackup(folder, id)
      } catch (error) {
        onDamaged(id, wordsOf(error))
        return false
      }
    }
    return this.#chain.length > 0
  }

  async #forgetOld(): Promise<void> {
    const { folder } = this.#parts
    const ids = await listBackups(folder)
    const fulls: number[] = []
    for (const id of ids) {
      const { head } = await readBackup(folder, id).catch(() => ({ head: undefined }))
      if (head?.kind === 'full') fulls.push(id)
    }
    const oldest = fulls.at(-keptChains)
    if (oldest === undefined) return
    for (const id of ids) if (id < oldest) await removeBackup(folder, id)
  }
}

/** The weakness `backup-skips-newest`: the last rows are taken to be in the next backup, which begins behind them. */
function withoutNewest(rows: readonly BackupRow[]): readonly BackupRow[] {
  const orders = rows.filter((row) => 'order' in row)
  const skipped = new Set(orders.slice(-3))
  return rows.filter((row) => !('order' in row) || !skipped.has(row))
}
