/** Brings all carts back from checkpoints and journal when Redis has lost them. */
import type { Cart } from '../contracts/cart.ts'
import { encodeCart, type CartDocument } from './cart-document.ts'
import { keyOf } from './cart-store.ts'
import type { RedisCarts } from './redis-carts.ts'

export interface RebuilderParts {
  readonly replica: string
  readonly redis: Pick<RedisCarts, 'isWhole' | 'mayRebuild' | 'restore' | 'declareWhole'>
  /** All carts that the journal knows. */
  journaled(): Promise<readonly Cart[]>
  /** How long the other replicas need until their last changes are in the journal. */
  settle(): Promise<void>
  onRebuilt(carts: number): void
}

/** Longer than it ever takes; when the one who began died, another one begins after that. */
const claimMs = 3000

/** Nothing when nothing is missing, or when another replica is at it. */
export async function rebuildIfLost(parts: RebuilderParts): Promise<void> {
  if (await parts.redis.isWhole()) return
  if (!(await parts.redis.mayRebuild(parts.replica, claimMs))) return
  await parts.settle()
  const carts = await parts.journaled()
  const documents = new Map<string, CartDocument>()
  for (const cart of carts) documents.set(keyOf(cart.id), encodeCart(cart))
  await parts.redis.restore(documents)
  // Last: from now on an empty cart is believed to be empty.
  await parts.redis.declareWhole()
  parts.onRebuilt(carts.length)
}
