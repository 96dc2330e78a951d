import type { CartDocument } from '../../target-app/cart/cart-document.ts'
import type { CartRedis } from '../../target-app/cart/cart-store.ts'
import type { Protection } from '../../target-app/service/resilience.ts'

/** Redis in memory; `beforeWrite` may change it in between, like a second tab. */
export class FakeRedis implements CartRedis {
  readonly stored = new Map<string, CartDocument>()
  readonly kept = new Map<string, CartDocument[]>()
  beforeWrite: () => Promise<void> = async () => undefined

  async read(key: string): Promise<Partial<CartDocument>> {
    return this.stored.get(key) ?? {}
  }

  async compareAndSet(key: string, expected: string, next: CartDocument): Promise<boolean> {
    await this.beforeWrite()
    const old = this.stored.get(key)
    if ((old?.version ?? '0') !== expected) return false
    if (old !== undefined) this.kept.set(key, [old, ...(this.kept.get(key) ?? [])].slice(0, 5))
    this.stored.set(key, next)
    return true
  }

  async repair(key: string, seen: CartDocument, next: CartDocument): Promise<void> {
    if (this.stored.get(key)?.checksum === seen.checksum) this.stored.set(key, next)
  }

  async versions(key: string): Promise<CartDocument[]> {
    return this.kept.get(key) ?? []
  }
}

export const unprotected: Protection = {
  state: 'closed',
  once: (call) => call(new AbortController().signal),
  repeatable: (call) => call(new AbortController().signal),
}
