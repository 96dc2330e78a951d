/** A cart as it lies in Redis: a hash of version, body and a checksum over both and the cart's name. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Item, type Cart } from '../contracts/cart.ts'

/** The fields of the Redis hash, all text. */
export interface CartDocument {
  readonly version: string
  readonly body: string
  readonly checksum: string
}

const Body = z.array(Item)

export function emptyCart(id: string): Cart {
  return { id, version: 0, items: [] }
}

export function encodeCart(cart: Cart): CartDocument {
  const version = String(cart.version)
  const body = JSON.stringify(cart.items)
  return { version, body, checksum: checksumOf(cart.id, version, body) }
}

/** `corrupt` when the checksum does not fit or the body is not a list of items. */
export function decodeCart(id: string, document: CartDocument, verify = true): Cart | 'corrupt' {
  const { version, body, checksum } = document
  if (verify && checksumOf(id, version, body) !== checksum) return 'corrupt'
  const items = Body.safeParse(parseJson(body))
  return items.success ? { id, version: Number(version), items: items.data } : 'corrupt'
}

/** The cart's name is part of it, so that a document under the wrong name is noticed too. */
function checksumOf(id: string, version: string, body: string): string {
  return createHash('sha256').update(`${id}\n${version}\n${body}`).digest('hex').slice(0, 32)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
