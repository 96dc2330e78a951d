/** What may cross the shop's boundary, said once: requests are checked against it, answers are made of it. */
import { z } from 'zod'

const name = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,80}$/, 'only letters, digits, ".", "_" and "-", at most 80')

/** A shopper's cart is named by whoever opens it, such as `shopper-42`. */
export const CartId = name
/** Names one thing put into a cart. Adding the same token twice leaves one. */
export const ItemToken = name
/** Names one wish to buy. Sending it again gives the same order. */
export const IdempotencyKey = name

export const Item = z.strictObject({
  token: ItemToken,
  product: name,
  quantity: z.int().min(1).max(99),
})
export type Item = z.infer<typeof Item>

/** One item, or several at once. */
export const AddItems = z.union([Item.transform((item) => [item]), z.array(Item).min(1).max(100)])

/** What the shopper saw when pressing "Buy"; items with a token leave the cart afterwards. */
export const Checkout = z.strictObject({
  items: z
    .array(Item.partial({ token: true }))
    .min(1)
    .max(100),
})
export type Checkout = z.infer<typeof Checkout>

export interface Cart {
  readonly id: string
  /** Grows by one with every change; 0 means that nobody has used this cart yet. */
  readonly version: number
  readonly items: readonly Item[]
}

export interface Product {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly priceCents: number
}

export interface Order {
  readonly number: number
  readonly pieces: number
  readonly totalCents: number
  /** True when this key had been ordered before: the first order is answered again. */
  readonly replayed: boolean
}

/** The body of every answer that is not a success. */
export interface Refusal {
  readonly error: { readonly code: string; readonly message: string }
}

export type BreakerState = 'closed' | 'open' | 'half-open'

/** `GET /health` of one cart replica; status 200 when `ready`, else 503. */
export interface Health {
  readonly replica: string
  readonly ready: boolean
  /** Why it is not ready. */
  readonly because?: string
  /** The Redis replica that takes this one's writes, if any. */
  readonly primary?: string
  readonly breakers: { readonly redis: BreakerState; readonly postgres: BreakerState }
}
