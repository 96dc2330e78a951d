/** Carts and orders as they cross the boundary: requests are checked against this, answers are made of it. */
import { z } from 'zod'
import { Health, Name } from './answers.ts'

/** A shopper's cart is named by whoever opens it, such as `shopper-42`. */
export const CartId = Name
/** Names one thing put into a cart. Adding the same token twice leaves one. */
export const ItemToken = Name
/** Names one wish to buy. Sending it again gives the same order. */
export const IdempotencyKey = Name

export const Item = z.strictObject({
  token: ItemToken,
  product: Name,
  quantity: z.int().min(1).max(99),
})
export type Item = z.infer<typeof Item>

/** The ways to change what is in a cart, as its journal and the backups of it keep them. */
export const Edit = z.union([
  z.strictObject({ add: z.array(Item) }),
  z.strictObject({ remove: z.array(z.string()) }),
  /** What the cart shall contain, whatever was there: going back to an earlier version. */
  z.strictObject({ all: z.array(Item) }),
])
export type Edit = z.infer<typeof Edit>

/** More do not fit into a cart, so that all of it can be bought, and restored, at once. */
export const itemsAtMost = 100

/** One item, or several at once. */
export const AddItems = z.union([
  Item.transform((item) => [item]),
  z.array(Item).min(1).max(itemsAtMost),
])

/** What the shopper saw when pressing "Buy"; items with a token leave the cart afterwards. */
export const Checkout = z.strictObject({
  items: z
    .array(Item.partial({ token: true }))
    .min(1)
    .max(itemsAtMost),
})
export type Checkout = z.infer<typeof Checkout>

export const Cart = z.object({
  id: z.string(),
  /** Grows by one with every change; 0 means that nobody has used this cart yet. */
  version: z.int().min(0),
  items: z.array(Item).readonly(),
})
export type Cart = z.infer<typeof Cart>

export const Product = z.strictObject({
  id: Name,
  name: z.string(),
  category: z.string(),
  priceCents: z.int().min(0),
})
export type Product = z.infer<typeof Product>

export const Order = z.strictObject({
  number: z.int(),
  pieces: z.int().min(1),
  totalCents: z.int().min(0),
  /** True when this key had been ordered before: the first order is answered again. */
  replayed: z.boolean(),
})
export type Order = z.infer<typeof Order>

/** `GET /health` of one cart replica. */
export const CartHealth = Health.required({ breakers: true }).extend({
  /** The Redis replica that takes this one's writes, if any. */
  primary: z.string().optional(),
})
export type CartHealth = z.infer<typeof CartHealth>
