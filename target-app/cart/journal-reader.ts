/** Carts as checkpoint and journal know them. */
import { z } from 'zod'
import { Edit, type Cart } from '../contracts/cart.ts'
import type { Database } from '../service/postgres-primary.ts'
import { decodeCart, emptyCart } from './cart-document.ts'
import { edited } from './edit.ts'

const Row = z.object({
  cart: z.string(),
  version: z.number().nullable(),
  body: z.string().nullable(),
  checksum: z.string().nullable(),
  edits: z.array(z.object({ version: z.number(), edit: Edit })),
})
type Row = z.infer<typeof Row>

/** One cart; undefined when nothing is known of it. */
export async function readJournaled(database: Database, id: string): Promise<Cart | undefined> {
  const { rows } = await database.query('SELECT * FROM journal_of($1)', [id])
  return rows.map((row) => rebuilt(Row.parse(row)))[0]
}

export async function readAllJournaled(database: Database): Promise<Cart[]> {
  const { rows } = await database.query('SELECT * FROM journal_of()')
  return rows.map((row) => rebuilt(Row.parse(row)))
}

/** The checkpoint with the edits since. A damaged checkpoint is not believed. */
export function rebuilt({ cart: id, version, body, checksum, edits }: Row): Cart {
  const checkpoint = decodeCart(id, {
    version: String(version ?? ''),
    body: body ?? '',
    checksum: checksum ?? '',
  })
  let cart = checkpoint === 'corrupt' ? emptyCart(id) : checkpoint
  for (const { version: next, edit } of edits) {
    cart = { id, version: next, items: edited(cart.items, edit) }
  }
  return cart
}
