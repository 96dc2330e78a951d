/** Backups as they lie on the volume, and what a restore was. */
import { z } from 'zod'
import { Edit, Item } from './cart.ts'

/** An order as PostgreSQL gives it; only its key and number matter here. */
const OrderRow = z.looseObject({ number: z.number(), key: z.string() })
export type OrderRow = z.infer<typeof OrderRow>

const CartRow = z.object({ cart: z.string(), version: z.number(), items: z.array(Item) })
export const EditRow = z.object({
  cart: z.string(),
  version: z.number(),
  seq: z.number(),
  edit: Edit,
})
export type EditRow = z.infer<typeof EditRow>

/** The first line of a backup. */
export const BackupHead = z.object({
  /** Counts up; the file's name. */
  id: z.number().int().positive(),
  /** `incremental`: only what is new since the backup before it. */
  kind: z.enum(['full', 'incremental']),
  /** Data that were thrown away on purpose are of an earlier generation. */
  generation: z.string(),
  /** The next backup asks for everything from here. */
  horizon: z.string(),
  /** Everything acknowledged before this is in it or in those before it. Milliseconds since 1970. */
  recoveryPoint: z.number(),
  /** Nothing from after this is in it. Milliseconds since 1970; the oldest backups do not say it. */
  readAt: z.number().optional(),
})
export type BackupHead = z.infer<typeof BackupHead>

/** One line each. */
export const BackupRow = z.union([
  z.object({ order: OrderRow }),
  z.object({ cart: CartRow }),
  z.object({ edit: EditRow }),
])
export type BackupRow = z.infer<typeof BackupRow>

export interface Backup {
  readonly head: BackupHead
  readonly rows: readonly BackupRow[]
}

/** The last restore. */
export const Restored = z.object({
  backup: z.number(),
  recoveryPoint: z.number(),
  orders: z.number(),
  carts: z.number(),
})
export type Restored = z.infer<typeof Restored>
